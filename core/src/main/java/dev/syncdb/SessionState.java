package dev.syncdb;

import dev.syncdb.store.Snapshot;
import dev.syncdb.store.Transaction;

/** Where a session stands. */
sealed interface SessionState {
    /** Each statement is a transaction of its own. */
    record Autocommit() implements SessionState {}

    /** In a transaction that has not written yet; {@code forever} if it never may. */
    record Reading(Snapshot snapshot, boolean forever) implements SessionState {}

    /** In a transaction that has the turn to write. */
    record Writing(Transaction transaction) implements SessionState {}
}
