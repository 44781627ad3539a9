package dev.syncdb;

import dev.syncdb.CommitQueue.Waiting;
import dev.syncdb.error.Contended;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.store.Store;
import dev.syncdb.store.Transaction;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The commits of a plain database. Writers queue, but one that comes at the right moment may pass
 * the queue: to wake the first for each turn would cost more than most turns take.
 */
final class TurnTaking implements Commits {
    /** Longer than any transaction should last, shorter than the patience of a user. */
    static final long TURN_WAIT_MILLIS_MAX = 10_000;

    private final Backing backing;
    private final CommitQueue queue;
    private final Semaphore turn = new Semaphore(1);
    private volatile @Nullable Thread writer;

    TurnTaking(Store store, Backing backing) {
        this.backing = backing;
        this.queue = new CommitQueue(store, backing);
    }

    @Override
    public void acquire() {
        if (writer == Thread.currentThread()) {
            throw new Incorrect(
                    ErrorCode.TRANSACTION, "another session of this thread is writing already");
        }
        if (queue.isPublishing()) {
            throw new Incorrect(
                    ErrorCode.TRANSACTION, "who is being told of a commit cannot write");
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
        queue.begin();
    }

    @Override
    public void release() {
        writer = null;
        turn.release();
    }

    @Override
    public void commit(Transaction transaction) {
        Waiting commit;
        queue.enter();
        try {
            commit = queue.add(transaction);
        } finally {
            queue.leave();
        }
        if (commit != null) {
            queue.await(commit);
        }
    }

    @Override
    public void commitAndRelease(Transaction transaction) {
        Waiting commit;
        boolean over = true;
        try {
            commit = queue.add(transaction);
        } catch (Incorrect refused) {
            over = false;
            throw refused;
        } finally {
            queue.leave();
            if (over) {
                release();
            }
        }
        if (commit != null) {
            queue.await(commit);
        }
        backing.committed();
    }

    @Override
    public void enter() {
        queue.enter();
    }

    @Override
    public void leave() {
        queue.leave();
    }

    /** Waits for the commits that are on their way, and ends; called by who has the turn. */
    void close() {
        queue.drain();
        backing.close();
    }
}
