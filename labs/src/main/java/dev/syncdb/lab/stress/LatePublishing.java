package dev.syncdb.lab.stress;

import dev.syncdb.Commits;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Retryable;
import dev.syncdb.store.Prepared;
import dev.syncdb.store.Store;
import dev.syncdb.store.Transaction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.Semaphore;

/**
 * Commits that a thread of its own publishes, while the writer is at the next one already; as a
 * group that waits for a force does. Some are abandoned, as if the disk had refused.
 */
final class LatePublishing implements Commits {
    private static final int WAITING_MAX = 8;
    private static final int ABANDONED_ONE_IN = 12;

    private final Store store;
    private final Random random;
    private final Semaphore turn = new Semaphore(1);
    private final Deque<Prepared> waiting = new ArrayDeque<>();
    private boolean closed;

    LatePublishing(Store store, Random random) {
        this.store = store;
        this.random = random;
    }

    @Override
    public void acquire() {
        turn.acquireUninterruptibly();
    }

    @Override
    public void release() {
        turn.release();
    }

    @Override
    public void commit(Transaction transaction) {
        Prepared prepared = transaction.prepare();
        if (random.nextInt(ABANDONED_ONE_IN) == 0) {
            awaitWaiting(0);
            store.abandon();
            throw new Retryable(ErrorCode.IO, "the commit was abandoned, as it should be", 0);
        }
        awaitWaiting(WAITING_MAX - 1);
        synchronized (this) {
            waiting.addLast(prepared);
            notifyAll();
        }
    }

    /** Publishes until no commit follows. */
    void publishAll() {
        try {
            for (Prepared next = next(); next != null; next = next()) {
                next.publish();
                published();
            }
        } finally {
            // Where publishing failed, the writer is not to wait for it.
            close();
        }
    }

    /** No commit follows. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    private synchronized void published() {
        waiting.removeFirst();
        notifyAll();
    }

    private synchronized @Nullable Prepared next() {
        while (waiting.isEmpty() && !closed) {
            await(this);
        }
        return waiting.peekFirst();
    }

    private synchronized void awaitWaiting(int max) {
        while (waiting.size() > max) {
            if (closed) {
                throw new IllegalStateException("nobody publishes any more");
            }
            await(this);
        }
    }

    @SuppressWarnings("WaitNotInLoop") // the callers are loops
    private static void await(Object lock) {
        try {
            lock.wait();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("nobody interrupts the threads of a run", interrupted);
        }
    }
}
