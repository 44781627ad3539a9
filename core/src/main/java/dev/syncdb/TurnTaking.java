package dev.syncdb;

import dev.syncdb.change.ChangeSet;
import dev.syncdb.change.CommitSink;
import dev.syncdb.error.Contended;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.store.Prepared;
import dev.syncdb.store.Store;
import dev.syncdb.store.Transaction;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The commits of a plain database: writers queue in order of arrival, a sink makes what they did
 * durable.
 */
final class TurnTaking implements Commits {
    /** Longer than any transaction should last, shorter than the patience of a user. */
    static final long TURN_WAIT_MILLIS_MAX = 10_000;

    private final Store store;
    private final CommitSink sink;
    private final Runnable afterCommit;
    private final Semaphore turn = new Semaphore(1, true);
    private volatile @Nullable Thread writer;

    /** @param afterCommit runs behind each commit, within the turn; must not fail */
    TurnTaking(Store store, CommitSink sink, Runnable afterCommit) {
        this.store = store;
        this.sink = sink;
        this.afterCommit = afterCommit;
    }

    @Override
    public void acquire() {
        if (writer == Thread.currentThread()) {
            throw new Incorrect(
                    ErrorCode.TRANSACTION, "another session of this thread is writing already");
        }
        try {
            if (!turn.tryAcquire(TURN_WAIT_MILLIS_MAX, TimeUnit.MILLISECONDS)) {
                throw new Contended(
                        ErrorCode.BUSY,
                        "another session has been writing for " + TURN_WAIT_MILLIS_MAX + " ms");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Contended(
                    ErrorCode.BUSY, "interrupted while waiting for the turn to write", interrupted);
        }
        writer = Thread.currentThread();
    }

    @Override
    public void release() {
        writer = null;
        turn.release();
    }

    @Override
    public void commit(Transaction transaction) {
        Prepared prepared = transaction.prepare();
        ChangeSet changes = prepared.changes();
        boolean durable = false;
        try {
            if (!changes.changes().isEmpty()) {
                sink.commit(changes);
            }
            durable = true;
        } finally {
            if (!durable) {
                store.abandon();
            }
        }
        prepared.publish();
        afterCommit.run();
    }
}
