package dev.syncdb.client;

import dev.syncdb.clock.Scheduler;
import dev.syncdb.clock.Scheduler.Task;
import dev.syncdb.error.Contended;
import dev.syncdb.error.Retryable;
import dev.syncdb.error.SyncDbException;

import org.jspecify.annotations.Nullable;

import java.util.function.BooleanSupplier;

/*
 * There is always exactly one thing planned while the loop runs, so that no failure can leave
 * pending work without somebody who will send it. A local commit brings the next sync forward,
 * unless that waits for the server's sake.
 */
/** Decides when to sync next. May be called from any thread; syncs on the scheduler's. */
final class SyncLoop {
    private final Scheduler scheduler;
    private final SyncPolicy policy;
    private final RetryDelay retryDelay;
    private final BooleanSupplier sync;
    private @Nullable Task planned;
    private boolean running;
    private boolean resting;
    private boolean committed;
    private int failures;

    /**
     * A loop that does not run yet.
     *
     * @param sync syncs once; returns false if something is pending that the server would not judge
     *     now
     */
    SyncLoop(Scheduler scheduler, SyncPolicy policy, RetryDelay retryDelay, BooleanSupplier sync) {
        this.scheduler = scheduler;
        this.policy = policy;
        this.retryDelay = retryDelay;
        this.sync = sync;
    }

    /** Syncs now and from then on. Does nothing if it runs already. */
    synchronized void start() {
        if (!running) {
            running = true;
            failures = 0;
            plan(0, false);
        }
    }

    /** Begins no more syncs. */
    synchronized void stop() {
        running = false;
        if (planned != null) {
            planned.cancel();
            planned = null;
        }
    }

    /** Something was committed here. */
    synchronized void committed() {
        committed = true;
        if (running && resting && planned != null) {
            planned.cancel();
            plan(policy.commitDelayMillis(), false);
        }
    }

    private void run() {
        synchronized (this) {
            planned = null;
            committed = false;
        }
        long waitMillis;
        boolean rests = false;
        try {
            boolean caughtUp = sync.getAsBoolean();
            failures = caughtUp ? 0 : failures + 1;
            rests = caughtUp;
            waitMillis = caughtUp ? policy.pollMillis() : retryDelay.millis(failures, 0);
        } catch (RuntimeException failure) {
            failures++;
            waitMillis = waitMillis(failure);
        }
        synchronized (this) {
            if (running && planned == null) {
                boolean hurries = rests && committed;
                plan(hurries ? policy.commitDelayMillis() : waitMillis, rests && !hurries);
            }
        }
    }

    private long waitMillis(RuntimeException failure) {
        if (failure instanceof Retryable retryable) {
            return retryDelay.millis(failures, retryable.retryAfterMillis());
        }
        boolean lasting = failure instanceof SyncDbException && !(failure instanceof Contended);
        return lasting ? policy.pollMillis() : retryDelay.millis(failures, 0);
    }

    private synchronized void plan(long delayMillis, boolean rests) {
        resting = rests;
        planned = scheduler.schedule(delayMillis, this::run);
    }
}
