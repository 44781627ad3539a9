package dev.syncdb.client;

import dev.syncdb.clock.Scheduler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Runs tasks when a test says that time has passed. Strict: nothing else makes time pass. */
final class ManualScheduler implements Scheduler {
    private record Planned(long at, long order, Runnable task) {}

    private final List<Planned> planned = new ArrayList<>();
    private long now;
    private long order;

    @Override
    public Task schedule(long delayMillis, Runnable task) {
        Planned entry = new Planned(now + delayMillis, order++, task);
        planned.add(entry);
        return () -> planned.remove(entry);
    }

    int size() {
        return planned.size();
    }

    /** How long until the next task is due. */
    long millisToNext() {
        return next().at() - now;
    }

    /** Lets the time pass until the next task is due, and runs it. */
    void runNext() {
        Planned next = next();
        now = next.at();
        planned.remove(next);
        next.task().run();
    }

    private Planned next() {
        return planned.stream()
                .min(Comparator.comparingLong(Planned::at).thenComparing(Planned::order))
                .orElseThrow(() -> new AssertionError("nothing is planned"));
    }
}
