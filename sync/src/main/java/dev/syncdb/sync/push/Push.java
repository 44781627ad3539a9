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
 * @param bases what the server has asked for, in the order of the transactions
 * @param version the number of the schema version in whose words all of this is said;
 *     {@link #PRESENT} for that of the request
 */
public record Push(
        long firstTx,
        int chainBefore,
        List<PushedTransaction> transactions,
        List<Integer> nonces,
        List<Bases> bases,
        int version) {
    /** The schema version of the request that carries the push. */
    public static final int PRESENT = 0;

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

    /** Cells of one transaction of which the server asks what its author saw there. */
    public record Wanted(long number, List<CellPlace> cells) {
        public Wanted {
            cells = List.copyOf(cells);
        }
    }

    /** What the author of one transaction saw. */
    public record Bases(long number, List<BaseValue> values) {
        public Bases {
            values = List.copyOf(values);
        }
    }

    public Push {
        transactions = List.copyOf(transactions);
        nonces = List.copyOf(nonces);
        bases = List.copyOf(bases);
    }

    /** A push in the words of the request that carries it. */
    public Push(
            long firstTx,
            int chainBefore,
            List<PushedTransaction> transactions,
            List<Integer> nonces,
            List<Bases> bases) {
        this(firstTx, chainBefore, transactions, nonces, bases, PRESENT);
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
        this(firstTx, chainBefore, transactions, nonces, List.of());
    }

    /** True if it says nothing but where it would begin. */
    public boolean isEmpty() {
        return transactions.isEmpty() && nonces.isEmpty() && bases.isEmpty();
    }

    /** The same push with these transactions, of the same numbers and nonces. */
    public Push with(List<PushedTransaction> others) {
        return new Push(firstTx, chainBefore, others, nonces, bases, version);
    }

    /** The same push with what the server has asked for. */
    public Push saying(List<Bases> wanted) {
        return new Push(firstTx, chainBefore, transactions, nonces, wanted, version);
    }

    /** The same push, said in the words of an older schema version. */
    public Push saidIn(int older) {
        return new Push(firstTx, chainBefore, transactions, nonces, bases, older);
    }
}
