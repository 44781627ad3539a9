package dev.syncdb.client;

import dev.syncdb.client.SyncResult.Ending;
import dev.syncdb.client.SyncStatus.Standing;
import dev.syncdb.client.replica.ReplicaEvent;
import dev.syncdb.clock.Environment;
import dev.syncdb.clock.Scheduler;
import dev.syncdb.clock.Scheduler.Task;
import dev.syncdb.clock.Stamp;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.error.Incorrect;
import dev.syncdb.error.SyncDbException;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Supplier;

/*
 * The state of the loop is what it remembers here; every change of it happens in one step under its
 * lock, which ends with the status that follows from it. So no status is lost and none comes out of
 * order.
 *
 *   closed                                   Closed
 *   a sync is in progress                    Syncing, whoever began it
 *   not started                              Stopped
 *   started, by how the last sync ended      Idle, Offline, Waiting, Refused
 *
 * While the loop is started and no sync is in progress, exactly one is planned: whoever ends one
 * plans the next, however it ended. So no failure can leave pending work without somebody who will
 * send it.
 *
 *   it ended with     the next one comes
 *   CAUGHT_UP         after the rest between polls; soon, if something was committed meanwhile
 *   DEADLINE          soon, if the server had answered; else as after OFFLINE
 *   WAIT, OFFLINE     after a random time below a bound that doubles, not before the server said
 *   FAILED            the same; after a fault of ours, when that bound is at its largest
 *   REFUSED           rarely
 *
 * A local commit hurries a sync that is planned for nobody's sake, and no other. That the network
 * is back hurries any, but not past what the server asked for, and not more often than the spacing.
 */
/**
 * Decides when to sync next, and knows how the client stands. May be called from any thread; syncs
 * on the scheduler's.
 */
final class SyncLoop {
    /** Networks that come and go are told of often; each try costs a radio that wakes up. */
    static final long HINT_SPACING_MILLIS = 5_000;

    /** What waits for somebody to sign in or to update the app can wait some minutes more. */
    static final long REFUSED_MILLIS_MIN = 5 * 60 * 1_000;

    /** What the replica knows of a standing. */
    record Counts(int pending, int held, long rejected, boolean complete, boolean backfilling) {}

    private final Scheduler scheduler;
    private final SyncPolicy policy;
    private final Environment environment;
    private final RetryDelay retryDelay;
    private final Supplier<Counts> counts;
    private final Runnable sync;
    private final Audience audience = new Audience();

    private @Nullable Task planned;
    private long plans;
    private Stamp plannedAt;
    private long plannedMillis;
    private boolean running;
    private boolean closed;
    private @Nullable SyncProgress progress;
    private boolean hurried;
    private boolean hinted;
    private int failures;
    private @Nullable SyncResult last;
    private @Nullable Stamp ended;
    private long askedMillis;
    private boolean caughtUp;
    private long lastSyncedMillis;
    private volatile SyncStatus status;

    /**
     * A loop that does not run yet.
     *
     * @param counts asks the replica; quick
     * @param sync begins a sync, unless one is in progress, and returns when it has ended
     * @param syncedMillis when a sync of an earlier run ended well
     */
    SyncLoop(ClientOptions options, Supplier<Counts> counts, Runnable sync, long syncedMillis) {
        this.scheduler = options.scheduler();
        this.policy = options.policy();
        this.environment = options.replica().environment();
        this.retryDelay = new RetryDelay(environment.random(), policy);
        this.counts = counts;
        this.sync = sync;
        this.lastSyncedMillis = syncedMillis;
        this.plannedAt = environment.clock().now();
        this.status = new SyncStatus.Stopped(standing());
    }

    /** How the client stands; costs nothing. */
    SyncStatus status() {
        return status;
    }

    /** Adds a listener, who is first told how the client stands. */
    AutoCloseable add(Listening listening) {
        change(() -> audience.add(listening, status));
        return () -> audience.remove(listening);
    }

    /** Syncs at once, or when the server said, and from then on. Does nothing if it runs. */
    void start() {
        change(() -> {
            if (closed) {
                throw new Incorrect(ErrorCode.CLOSED, "the client is closed");
            }
            if (!running) {
                running = true;
                last = null;
                if (progress == null) {
                    // An app may be started over and over while it fails.
                    plan(failures == 0 ? askedLeft() : Math.max(askedLeft(), spacingLeft()));
                }
            }
        });
    }

    /** Begins no more syncs. */
    void stop() {
        change(() -> {
            running = false;
            cancel();
        });
    }

    /** Begins no more syncs, ever. */
    void close() {
        change(() -> {
            closed = true;
            running = false;
            progress = null;
            cancel();
        });
    }

    /** Something was committed here, or the server is known to have news. */
    void hurry() {
        change(() -> {
            hurried = true;
            boolean resting = last == null
                    || last.ending() == Ending.CAUGHT_UP
                    || last.ending() == Ending.DEADLINE;
            if (isWaiting() && (resting || planned == null)) {
                planEarlier(Math.max(askedLeft(), policy.commitDelayMillis()));
            }
        });
    }

    /** The network may be back. */
    void networkAvailable() {
        change(() -> {
            hinted = true;
            if (isWaiting()) {
                planEarlier(Math.max(askedLeft(), spacingLeft()));
            }
        });
    }

    /** A sync begins. */
    void began() {
        change(() -> {
            cancel();
            hurried = false;
            hinted = false;
            progress = SyncProgress.begin(counts.get().pending());
        });
    }

    /** The sync that is in progress got on, and this happened on the way. */
    void progressed(SyncProgress reached, List<ReplicaEvent> events) {
        change(() -> {
            events.forEach(audience::tell);
            progress = reached;
        });
    }

    /** The sync that was in progress has ended. */
    void ended(SyncResult result) {
        change(() -> {
            progress = null;
            last = result;
            caughtUp = result.caughtUp();
            ended = environment.clock().now();
            askedMillis = result.retryAfterMillis();
            if (caughtUp) {
                failures = 0;
                lastSyncedMillis = environment.clock().wallMillis();
            } else if (result.ending() != Ending.DEADLINE || isSilent(result)) {
                failures++;
            }
            if (running) {
                plan(delayMillis(result));
            }
        });
    }

    private long delayMillis(SyncResult result) {
        return switch (result.ending()) {
            case CAUGHT_UP -> hurried ? policy.commitDelayMillis() : policy.pollMillis();
            case DEADLINE -> isSilent(result) ? retryMillis() : policy.commitDelayMillis();
            case WAIT -> retryMillis();
            case OFFLINE ->
                hinted
                        ? Math.max(askedMillis, Math.min(HINT_SPACING_MILLIS, retryMillis()))
                        : retryMillis();
            case FAILED -> isFault(result.error()) ? policy.retryMillisMax() : retryMillis();
            case REFUSED -> Math.max(REFUSED_MILLIS_MIN, policy.pollMillis());
        };
    }

    private long retryMillis() {
        return retryDelay.millis(Math.max(1, failures), askedMillis);
    }

    private static boolean isSilent(SyncResult result) {
        return result.traffic().bytesDown() == 0;
    }

    private static boolean isFault(@Nullable RuntimeException error) {
        return error instanceof Fault || !(error instanceof SyncDbException);
    }

    private boolean isWaiting() {
        return running && progress == null;
    }

    /** How long until what the server asked for is over. */
    private long askedLeft() {
        return ended == null ? 0 : Math.max(0, askedMillis - age(ended));
    }

    private long spacingLeft() {
        return ended == null ? 0 : Math.max(0, HINT_SPACING_MILLIS - age(ended));
    }

    private long age(Stamp moment) {
        return moment.ageMillisAt(environment.clock().now());
    }

    private void planEarlier(long delayMillis) {
        if (planned == null || delayMillis < plannedMillis - age(plannedAt)) {
            plan(delayMillis);
        }
    }

    private void plan(long delayMillis) {
        cancel();
        long plan = ++plans;
        plannedAt = environment.clock().now();
        plannedMillis = delayMillis;
        try {
            planned = scheduler.schedule(delayMillis, () -> due(plan));
        } catch (RuntimeException refused) {
            // Whatever happens next tries again.
            planned = null;
        }
    }

    private void cancel() {
        if (planned != null) {
            planned.cancel();
            planned = null;
        }
        plans++;
    }

    private void due(long plan) {
        synchronized (this) {
            if (plan != plans) {
                return;
            }
            planned = null;
        }
        sync.run();
    }

    private void change(Runnable step) {
        synchronized (this) {
            step.run();
            SyncStatus now = following();
            if (!now.equals(status)) {
                status = now;
                audience.tell(now);
            }
        }
        audience.wake();
    }

    private SyncStatus following() {
        Standing standing = standing();
        if (closed) {
            return new SyncStatus.Closed(standing);
        }
        if (progress != null) {
            return new SyncStatus.Syncing(standing, progress);
        }
        if (!running) {
            return new SyncStatus.Stopped(standing);
        }
        long next = plannedAt.wallMillis() + plannedMillis;
        RuntimeException why = last == null ? null : last.error();
        if (last == null || why == null) {
            return new SyncStatus.Idle(standing, next);
        }
        return switch (last.ending()) {
            case OFFLINE -> new SyncStatus.Offline(standing, next, why);
            case REFUSED -> new SyncStatus.Refused(standing, next, why);
            case CAUGHT_UP, DEADLINE, WAIT, FAILED -> new SyncStatus.Waiting(standing, next, why);
        };
    }

    private Standing standing() {
        Counts now = counts.get();
        return new Standing(
                now.pending(),
                now.held(),
                now.rejected(),
                now.complete(),
                now.backfilling(),
                caughtUp && now.pending() == 0,
                lastSyncedMillis);
    }
}
