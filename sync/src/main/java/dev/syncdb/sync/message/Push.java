package dev.syncdb.sync.message;

import java.util.List;

/**
 * Transactions on their way up, contiguous and in order; also the first of those that the server
 * may know already.
 *
 * @param firstTx number of the first transaction, or of the next one to come if there is none here
 * @param chainBefore the chain value up to the transaction before the first
 * @param nonces of the transactions behind these that an earlier request carried: the server may
 *     have judged them, and compares that they are the same
 */
public record Push(
        long firstTx, int chainBefore, List<PushedTransaction> transactions, List<Integer> nonces) {
    public Push {
        transactions = List.copyOf(transactions);
        nonces = List.copyOf(nonces);
    }

    /** A push of all that any request ever carried. */
    public Push(long firstTx, int chainBefore, List<PushedTransaction> transactions) {
        this(firstTx, chainBefore, transactions, List.of());
    }
}
