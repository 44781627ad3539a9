package dev.syncdb;

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
     * Prepares the transaction, makes it durable and publishes it. Called by who has the turn. An
     * {@link dev.syncdb.error.Incorrect} leaves the transaction open, any other failure has undone
     * it.
     */
    void commit(Transaction transaction);
}
