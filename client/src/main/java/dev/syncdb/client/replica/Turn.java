package dev.syncdb.client.replica;

import dev.syncdb.error.Contended;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The turn to write, which local transactions and flips take in order of arrival. Nobody holds it
 * while waiting for a network. May be called from any thread.
 */
final class Turn {
    /** Longer than a transaction should last, shorter than the patience of a user. */
    static final long WAIT_MILLIS_MAX = 10_000;

    private final Semaphore free = new Semaphore(1, true);
    private volatile @Nullable Thread holder;

    void acquire() {
        if (holder == Thread.currentThread()) {
            throw new Incorrect(
                    ErrorCode.TRANSACTION, "this thread is writing in another session already");
        }
        try {
            if (!free.tryAcquire(WAIT_MILLIS_MAX, TimeUnit.MILLISECONDS)) {
                throw new Contended(
                        ErrorCode.BUSY, "somebody has been writing for " + WAIT_MILLIS_MAX + " ms");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Contended(
                    ErrorCode.BUSY, "interrupted while waiting for the turn to write", interrupted);
        }
        holder = Thread.currentThread();
    }

    void release() {
        holder = null;
        free.release();
    }
}
