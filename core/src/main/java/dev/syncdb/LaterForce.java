package dev.syncdb;

import dev.syncdb.clock.Scheduler;
import dev.syncdb.clock.Scheduler.Task;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Retryable;
import dev.syncdb.journal.Journal;

import org.jspecify.annotations.Nullable;

/**
 * Forces a journal within a time of the oldest commit that is not forced, whether or not others
 * follow. A force that fails is tried again after the same time, and told to the next commit. Lives
 * until it is closed.
 */
final class LaterForce {
    private final Journal journal;
    private final Scheduler scheduler;
    private final long delayMillisMax;

    /** One is on its way. Set by who appends; cleared before the force, which covers more then. */
    private volatile boolean scheduled;

    private volatile @Nullable Task task;
    private volatile @Nullable Retryable failure;
    private boolean closed;

    LaterForce(Journal journal, Scheduler scheduler, long delayMillisMax) {
        this.journal = journal;
        this.scheduler = scheduler;
        this.delayMillisMax = delayMillisMax;
    }

    /** A commit was appended; called by who appends. */
    void appended() {
        if (!scheduled) {
            scheduled = true;
            task = scheduler.schedule(delayMillisMax, this::run);
        }
    }

    /** Fails once for each failure in the background; called by who appends. */
    void requireNoFailure() {
        Retryable told = failure;
        if (told != null) {
            failure = null;
            throw new Retryable(
                    ErrorCode.IO,
                    "commits before this one could not be made durable in time: "
                            + told.getMessage(),
                    told);
        }
    }

    /** Forces what is due later; for who keeps the scheduler busy for long. */
    void runEarly() {
        if (scheduled) {
            run();
        }
    }

    /** Runs nothing any more, and waits for what runs. */
    synchronized void close() {
        closed = true;
        Task last = task;
        if (last != null) {
            last.cancel();
        }
    }

    private synchronized void run() {
        if (closed) {
            return;
        }
        scheduled = false;
        try {
            journal.retain();
            journal.force();
        } catch (Retryable refused) {
            failure = refused;
            appended();
        }
    }
}
