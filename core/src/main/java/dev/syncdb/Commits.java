package dev.syncdb;

import dev.syncdb.error.Incorrect;
import dev.syncdb.store.Transaction;

/**
 * The port through which the writes of a database take turns and become durable. A plain database
 * brings its own; a client and a server supply theirs.
 */
public interface Commits {
    /**
     * Takes the turn to write, which one writer has at a time. Fails with Contended if it does not
     * come in time.
     */
    void acquire();

    /** Gives the turn back. */
    void release();

    /**
     * A session has begun a transaction, on its thread and within the turn; nothing was written
     * yet. What is written here comes before what the session writes, and is committed with it.
     */
    default void begun(Transaction transaction) {}

    /**
     * Prepares the transaction, makes it durable and publishes it. Called by who has the turn. An
     * {@link dev.syncdb.error.Incorrect} leaves the transaction open, any other failure has undone
     * it.
     */
    void commit(Transaction transaction);

    /**
     * Commits and gives the turn back, which may happen before the commit is durable, so that the
     * next writer's can become so with it. Called within a step, which is over when it returns or
     * fails. An {@link dev.syncdb.error.Incorrect} leaves the transaction open and the turn with
     * the caller; any other failure has undone the transaction.
     */
    default void commitAndRelease(Transaction transaction) {
        boolean over = true;
        try {
            commit(transaction);
        } catch (Incorrect refused) {
            over = false;
            throw refused;
        } finally {
            leave();
            if (over) {
                release();
            }
        }
    }

    /**
     * Begins a step on the writing side of the store. Called by who has the turn, for each step of
     * a transaction; between two steps, other threads may publish what was committed before it.
     *
     * <p>May fail with Contended DEADLINE, and so may {@link #commit}: the transaction was open for
     * longer than is allowed, has been undone, and its turn been given to somebody else. The caller
     * still calls {@link #release}, which then does nothing. No step has begun then.
     */
    default void enter() {}

    /** Ends a step. */
    default void leave() {}
}
