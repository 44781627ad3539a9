package dev.syncdb.sync.message;

import java.util.List;

/**
 * Transactions on their way up, contiguous and in order; also the first of those that the server
 * may know already.
 *
 * @param firstTx number of the first transaction, or of the next one to come if there is none here
 * @param chainBefore the chain value up to the transaction before the first
 */
public record Push(long firstTx, int chainBefore, List<PushedTransaction> transactions) {
    public Push {
        transactions = List.copyOf(transactions);
    }
}
