package dev.syncdb.sync.message;

import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Transactions on their way up, contiguous and in order; also the first of those that the server
 * may know already. Values from before do not travel with them, but where the server has asked for
 * some, see {@link Answer#wanted}.
 *
 * @param firstTx number of the first transaction, or of the next one to come if there is none here
 * @param chainBefore the chain value up to the transaction before the first
 * @param bases what the server has asked for
 */
public record Push(
        long firstTx, int chainBefore, List<PushedTransaction> transactions, Bases bases) {
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
    }

    /** A push to a server that has asked for nothing. */
    public Push(long firstTx, int chainBefore, List<PushedTransaction> transactions) {
        this(firstTx, chainBefore, transactions, Bases.NONE);
    }

    /** The same push with what the server has asked for. */
    public Push with(Bases wanted) {
        return new Push(firstTx, chainBefore, transactions, wanted);
    }
}
