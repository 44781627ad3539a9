package dev.syncdb.client;

import dev.syncdb.clock.Clock;
import dev.syncdb.clock.Scheduler;
import dev.syncdb.clock.Stamp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Runs tasks when a test says that time has passed, and is the clock by which it passes. Strict:
 * nothing else makes time pass.
 */
final class ManualScheduler implements Scheduler {
    static final long EPOCH_MILLIS = 1_000_000;

    private record Planned(long at, long order, Runnable task) {}

    private final List<Planned> planned = new ArrayList<>();
    private long now;
    private long order;

    /** True as long as it takes no tasks. */
    boolean refuses;

    @Override
    public synchronized Task schedule(long delayMillis, Runnable task) {
        if (refuses) {
            throw new IllegalStateException("no more tasks");
        }
        Planned entry = new Planned(now + delayMillis, order++, task);
        planned.add(entry);
        return () -> cancel(entry);
    }

    /** Virtual time on both clocks of a device. */
    Clock clock() {
        return () -> new Stamp(1, now(), EPOCH_MILLIS + now());
    }

    synchronized long now() {
        return now;
    }

    synchronized int size() {
        return planned.size();
    }

    /** How long until the next task is due. */
    synchronized long millisToNext() {
        return next().at() - now;
    }

    /** Lets time pass, and runs nothing. */
    synchronized void pass(long millis) {
        now += millis;
    }

    /** Lets the time pass until the next task is due, and runs it. */
    void runNext() {
        take().run();
    }

    /** Runs all that is due now. */
    void runDue() {
        while (size() > 0 && millisToNext() <= 0) {
            runNext();
        }
    }

    private synchronized Runnable take() {
        Planned next = next();
        now = Math.max(now, next.at());
        planned.remove(next);
        return next.task();
    }

    private synchronized void cancel(Planned entry) {
        planned.remove(entry);
    }

    private Planned next() {
        return planned.stream()
                .min(Comparator.comparingLong(Planned::at).thenComparing(Planned::order))
                .orElseThrow(() -> new AssertionError("nothing is planned"));
    }
}
