package dev.syncdb.testkit.clock;

import dev.syncdb.clock.Scheduler;

import java.util.Comparator;
import java.util.TreeSet;

/**
 * A scheduler over virtual time: nothing runs until a test says so, and then in the calling thread,
 * the earliest first and of two that are due together the one scheduled first. Strict: a task that
 * lets time pass itself, or a delay below 0, is refused; what a task throws reaches the test.
 * Confined to one thread.
 */
public final class FakeScheduler implements Scheduler {
    private static final Comparator<Planned> IN_ORDER =
            Comparator.comparingLong(Planned::atMillis).thenComparingLong(Planned::order);

    private record Planned(long atMillis, long order, Runnable task) {}

    private final VirtualTime time;
    private final TreeSet<Planned> waiting = new TreeSet<>(IN_ORDER);
    private long scheduled;
    private boolean running;

    public FakeScheduler(VirtualTime time) {
        this.time = time;
    }

    @Override
    public Task schedule(long delayMillis, Runnable task) {
        if (delayMillis < 0) {
            throw new IllegalArgumentException("a delay of " + delayMillis + " ms");
        }
        Planned planned = new Planned(time.millis() + delayMillis, scheduled++, task);
        waiting.add(planned);
        return () -> waiting.remove(planned);
    }

    /** How many tasks have neither run nor been cancelled. */
    public int waiting() {
        return waiting.size();
    }

    /** Goes on to the next task and runs it; false if there is none. */
    public boolean runNext() {
        if (running) {
            throw new IllegalStateException("a task cannot run another one");
        }
        Planned next = waiting.pollFirst();
        if (next == null) {
            return false;
        }
        time.advanceTo(Math.max(time.millis(), next.atMillis()));
        running = true;
        try {
            next.task().run();
        } finally {
            running = false;
        }
        return true;
    }

    /** Lets so much time pass, and runs what becomes due in it. */
    public void pass(long millis) {
        long end = time.millis() + millis;
        while (!waiting.isEmpty() && waiting.first().atMillis() <= end) {
            runNext();
        }
        time.advanceTo(Math.max(time.millis(), end));
    }
}
