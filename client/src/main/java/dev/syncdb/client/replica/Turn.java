package dev.syncdb.client.replica;

import dev.syncdb.clock.Clock;
import dev.syncdb.clock.Stamp;
import dev.syncdb.error.Contended;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/* A flip waits for the local transaction that is open, so that one may be open for a limited time.
 *
 * Who has the turn holds the lock of steps for one statement at a time, never while the app thinks.
 * Between two statements whoever waits may take the turn away from a transaction that is over its
 * time: under that lock it rolls it back and lets the next in line have the turn. The thread that
 * lost it learns of it at its next statement. Until it has ended its transaction, which every path
 * of a session does, it gets no other turn: its release could not be told from that of a new one.
 *
 * The time runs from the first step, and flips make none: they take as long as they take.
 */
/**
 * The turn to write, which local transactions and flips take in order of arrival. Nobody holds it
 * while waiting for a network. May be called from any thread.
 */
final class Turn {
    /** Longer than a transaction should last, shorter than the patience of a user. */
    static final long WAIT_MILLIS_MAX = 10_000;

    private final Clock clock;
    private final long transactionMillisMax;
    private final Runnable rollback;
    private final Semaphore free = new Semaphore(1, true);
    private final ReentrantLock steps = new ReentrantLock();

    /**
     * Threads whose turn was taken away and who do not know yet, or have not ended. One is added
     * before it stops being the holder, so that it can ask for itself without the lock of steps,
     * which others hold as long as they like.
     */
    private final Set<Thread> overdue =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private volatile @Nullable Thread holder;
    private volatile @Nullable Stamp begun;

    /**
     * A turn that is free.
     *
     * @param transactionMillisMax how long somebody who makes steps may have it
     * @param rollback undoes what the open transaction did
     */
    Turn(Clock clock, long transactionMillisMax, Runnable rollback) {
        this.clock = clock;
        this.transactionMillisMax = transactionMillisMax;
        this.rollback = rollback;
    }

    /** True if the calling thread has the turn, or lost it and has not ended its transaction. */
    boolean isWriting() {
        return isHolder() || isOverdueHere();
    }

    void acquire() {
        requireNone();
        try {
            long left = Math.max(WAIT_MILLIS_MAX, 2 * transactionMillisMax);
            long wait = Math.min(left, untilOverdue());
            while (!free.tryAcquire(wait, TimeUnit.MILLISECONDS)) {
                left -= wait;
                if (left <= 0) {
                    throw new Contended(ErrorCode.BUSY, "somebody has been writing for too long");
                }
                takeFromOverdue();
                wait = Math.min(left, untilOverdue());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Contended(
                    ErrorCode.BUSY, "interrupted while waiting for the turn to write", interrupted);
        }
        holder = Thread.currentThread();
    }

    void release() {
        steps.lock();
        try {
            if (overdue.remove(Thread.currentThread())) {
                return;
            }
            begun = null;
            holder = null;
        } finally {
            steps.unlock();
        }
        free.release();
    }

    /**
     * Begins one statement of the transaction that has the turn.
     *
     * @throws Contended DEADLINE if that was open for too long, and is rolled back; no statement
     *     has begun then
     */
    void enter() {
        steps.lock();
        boolean entered = false;
        try {
            if (isOverdue()) {
                takeAway();
            }
            if (holder != Thread.currentThread()) {
                throw new Contended(
                        ErrorCode.DEADLINE,
                        "the transaction was open for more than " + transactionMillisMax
                                + " ms and has been rolled back: the server's news waited for it");
            }
            if (begun == null) {
                begun = clock.now();
            }
            entered = true;
        } finally {
            if (!entered) {
                steps.unlock();
            }
        }
    }

    /** Ends a statement. */
    void leave() {
        steps.unlock();
    }

    /** Does one statement, see {@link #enter}. */
    void step(Runnable work) {
        enter();
        try {
            work.run();
        } finally {
            leave();
        }
    }

    private void requireNone() {
        if (isHolder()) {
            throw new Incorrect(
                    ErrorCode.TRANSACTION, "this thread is writing in another session already");
        }
        if (isOverdueHere()) {
            throw new Incorrect(
                    ErrorCode.TRANSACTION,
                    "a transaction of this thread was open for too long and is not ended yet");
        }
    }

    private boolean isHolder() {
        return holder == Thread.currentThread();
    }

    private boolean isOverdueHere() {
        return overdue.contains(Thread.currentThread());
    }

    private void takeFromOverdue() throws InterruptedException {
        // A statement that is under way is let finish.
        if (steps.tryLock(transactionMillisMax, TimeUnit.MILLISECONDS)) {
            try {
                if (isOverdue()) {
                    takeAway();
                }
            } finally {
                steps.unlock();
            }
        }
    }

    private void takeAway() {
        rollback.run();
        overdue.add(Objects.requireNonNull(holder, "who makes steps has the turn"));
        begun = null;
        holder = null;
        free.release();
    }

    private boolean isOverdue() {
        Stamp since = begun;
        return since != null && since.ageMillisAt(clock.now()) > transactionMillisMax;
    }

    /** How long until it is worth looking whether the turn can be taken away. */
    private long untilOverdue() {
        Stamp since = begun;
        long age = since == null ? 0 : since.ageMillisAt(clock.now());
        return Math.max(0, transactionMillisMax - age) + 1;
    }
}
