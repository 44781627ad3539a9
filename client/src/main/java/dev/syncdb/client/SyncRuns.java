package dev.syncdb.client;

import dev.syncdb.client.SyncResult.Ending;
import dev.syncdb.error.Contended;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.error.Incorrect;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/* Whoever comes while nobody syncs does it. Who comes while somebody does needs another sync, since
 * the one in progress may be past what the caller wants: all who come then share one, which the
 * first of them to wake up runs for the others. A caller whose patience is longer than that of the
 * one who ran it runs or shares another.
 */
/** Sees to it that one sync is in progress at a time. May be called from any thread. */
final class SyncRuns {
    /** A sync that several callers may wait for. */
    private static final class Shared {
        private @Nullable SyncResult result;
        private boolean over;
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final SyncLoop loop;
    private final Function<Deadline, SyncResult> cycle;
    private final Supplier<SyncResult> late;
    private final BooleanSupplier closed;
    private Shared next = new Shared();
    private @Nullable Thread runner;

    /**
     * Runs for one client.
     *
     * @param loop is told when a sync begins and how it ended
     * @param cycle syncs
     * @param late the result of a caller for whom it became too late
     * @param closed true once the client is closed
     */
    SyncRuns(
            SyncLoop loop,
            Function<Deadline, SyncResult> cycle,
            Supplier<SyncResult> late,
            BooleanSupplier closed) {
        this.loop = loop;
        this.cycle = cycle;
        this.late = late;
        this.closed = closed;
    }

    /** Syncs, or waits for somebody who does, and returns what it came to. */
    SyncResult run(Deadline deadline) {
        Shared mine;
        lock.lock();
        try {
            requireOutside();
            mine = next;
            while (!isDone(mine, deadline)) {
                requireOpen();
                if (deadline.isOver()) {
                    return late.get();
                }
                mine = mine.over ? next : mine;
                if (runner == null) {
                    break;
                }
                await(deadline);
            }
            SyncResult shared = mine.result;
            if (shared != null) {
                return shared;
            }
            lead();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Contended(
                    ErrorCode.BUSY, "interrupted while another sync was in progress", interrupted);
        } finally {
            lock.unlock();
        }
        return run(mine, deadline);
    }

    /** Syncs, unless somebody does. */
    void runAlone() {
        Shared mine;
        lock.lock();
        try {
            if (runner != null || closed.getAsBoolean()) {
                return;
            }
            mine = next;
            lead();
        } finally {
            lock.unlock();
        }
        run(mine, Deadline.NONE);
    }

    /**
     * Does work while no sync is in progress; does nothing, and returns false, once the client is
     * closed.
     */
    boolean exclusively(Runnable work) {
        lock.lock();
        try {
            requireOutside();
            while (runner != null) {
                changed.awaitUninterruptibly();
            }
            if (closed.getAsBoolean()) {
                return false;
            }
            runner = Thread.currentThread();
        } finally {
            lock.unlock();
        }
        try {
            work.run();
            return true;
        } finally {
            leave();
        }
    }

    /** Fails with TRANSACTION if the calling thread syncs. */
    void requireOutside() {
        lock.lock();
        try {
            if (runner == Thread.currentThread()) {
                throw new Incorrect(
                        ErrorCode.TRANSACTION, "a sync cannot wait for itself: this thread syncs");
            }
        } finally {
            lock.unlock();
        }
    }

    /** How many wait for a sync to end. */
    int waiting() {
        lock.lock();
        try {
            return lock.getWaitQueueLength(changed);
        } finally {
            lock.unlock();
        }
    }

    private void lead() {
        runner = Thread.currentThread();
        next = new Shared();
    }

    private SyncResult run(Shared shared, Deadline deadline) {
        SyncResult result = null;
        try {
            loop.began();
            result = cycle.apply(deadline);
            return result;
        } finally {
            try {
                loop.ended(result == null ? failed() : result);
            } finally {
                end(shared, result);
                leave();
            }
        }
    }

    private void end(Shared shared, @Nullable SyncResult result) {
        lock.lock();
        try {
            shared.result = result;
            shared.over = true;
        } finally {
            lock.unlock();
        }
    }

    private SyncResult failed() {
        SyncResult nothing = late.get();
        Fault fault = new Fault(ErrorCode.INTERNAL, "the sync ended in an unforeseen way");
        return new SyncResult(
                Ending.FAILED, nothing.own(), nothing.rows(), nothing.traffic(), fault);
    }

    private void leave() {
        lock.lock();
        try {
            runner = null;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static boolean isDone(Shared shared, Deadline deadline) {
        SyncResult result = shared.result;
        return result != null && (result.ending() != Ending.DEADLINE || deadline.isOver());
    }

    /** Waits for a change, or for the end of the time; who calls looks at both again. */
    @SuppressWarnings("WaitNotInLoop")
    private void await(Deadline deadline) throws InterruptedException {
        if (!changed.await(deadline.leftMillis(), TimeUnit.MILLISECONDS)) {
            // Whether it is too late, the clock of the deadline says.
            return;
        }
    }

    private void requireOpen() {
        if (closed.getAsBoolean()) {
            throw new Incorrect(ErrorCode.CLOSED, "the client is closed");
        }
    }
}
