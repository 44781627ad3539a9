package dev.syncdb.sync.push;

import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Transactions on their way up, contiguous and in order; also the first of those that the server
 * may know already. Values from before do not travel with them, but where the server has asked for
 * some, see {@link Receipt#wanted}.
 *
 * @param firstTx number of the first transaction, or of the next one to come if there is none here
 * @param chainBefore the chain value up to the transaction before the first
 * @param nonces of the transactions behind these that an earlier request carried: the server may
 *     have judged them, and compares that they are the same
 * @param bases what the server has asked for
 */
public record Push(
        long firstTx,
        int chainBefore,
        List<PushedTransaction> transactions,
        List<Integer> nonces,
        Bases bases) {
    /**
     * A cell that an operation of a transaction writes.
     *
     * @param operation position of the operation in the transaction, from 0
     * @param column position in the table, or {@link #ROW}
     */
    public record CellPlace(int operation, int column) {
        /** The whole row, of a delete. */
        public static final int ROW = -1;
    }

    /**
     * What the author of an edit saw where it wrote.
     *
     * @param value the row as text where the whole row is meant; null says that the client does not
     *     know it any more, and that the server is to judge without
     */
    public record BaseValue(CellPlace cell, @Nullable Value value) {}

    /**
     * What the author of one transaction saw.
     *
     * @param number that of the transaction; 0 if nothing was asked for
     */
    public record Bases(long number, List<BaseValue> values) {
        /** Nothing was asked for. */
        public static final Bases NONE = new Bases(0, List.of());

        public Bases {
            values = List.copyOf(values);
        }
    }

    public Push {
        transactions = List.copyOf(transactions);
        nonces = List.copyOf(nonces);
    }

    /** A push of all that any request ever carried, to a server that has asked for nothing. */
    public Push(long firstTx, int chainBefore, List<PushedTransaction> transactions) {
        this(firstTx, chainBefore, transactions, List.of());
    }

    /** A push to a server that has asked for nothing. */
    public Push(
            long firstTx,
            int chainBefore,
            List<PushedTransaction> transactions,
            List<Integer> nonces) {
        this(firstTx, chainBefore, transactions, nonces, Bases.NONE);
    }

    /** True if it says nothing but where it would begin. */
    public boolean isEmpty() {
        return transactions.isEmpty() && nonces.isEmpty() && bases.values().isEmpty();
    }

    /** The same push with these transactions, of the same numbers and nonces. */
    public Push with(List<PushedTransaction> others) {
        return new Push(firstTx, chainBefore, others, nonces, bases);
    }

    /** The same push with what the server has asked for. */
    public Push with(Bases wanted) {
        return new Push(firstTx, chainBefore, transactions, nonces, wanted);
    }
}
