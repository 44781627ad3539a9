package dev.syncdb.lab.simulate;

import dev.syncdb.testkit.fault.Fault;
import dev.syncdb.testkit.world.Report;
import dev.syncdb.testkit.world.World;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A run of seeds: which of them broke a promise, and the totals that prove that something happened.
 * Each seed runs in one thread; several seeds run at once, and what they come to depends on nothing
 * but the seeds.
 */
public final class Simulation {
    /** Hears how far a simulation is; one thread at a time. */
    public interface Progress {
        /** So many seeds have run. */
        void done(long seeds, int failed);

        /** A seed has broken a promise. */
        default void broke(Report report) {}
    }

    private static final int SEEDS_BETWEEN_NEWS = 500;

    private final World world;
    private final long last;
    private final AtomicLong next;
    private final Progress progress;
    private final List<Report> failures = new ArrayList<>();
    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
    private long seeds;
    private long acknowledged;
    private long lost;
    private long twice;
    private long virtualMillis;

    private Simulation(World world, long first, long last, Progress progress) {
        this.world = world;
        this.last = last;
        this.next = new AtomicLong(first);
        this.progress = progress;
    }

    /** Runs the seeds from {@code first} to {@code last}, both included, in so many threads. */
    public static Simulation run(
            World world, long first, long last, int threads, Progress progress) {
        Simulation simulation = new Simulation(world, first, last, progress);
        List<Thread> others = new ArrayList<>();
        for (int i = 1; i < threads; i++) {
            Thread other = new Thread(simulation::work, "seeds-" + i);
            others.add(other);
            other.start();
        }
        simulation.work();
        others.forEach(Simulation::join);
        simulation.failures.sort(Comparator.comparingLong(Report::seed));
        return simulation;
    }

    private void work() {
        for (long seed = next.getAndIncrement(); seed <= last; seed = next.getAndIncrement()) {
            add(world.run(seed));
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while seeds were running", stopped);
        }
    }

    private synchronized void add(Report report) {
        if (!report.held()) {
            failures.add(report);
            progress.broke(report);
        }
        Report.Totals totals = report.totals();
        seeds++;
        acknowledged += totals.acknowledged();
        lost += totals.lost();
        twice += totals.twice();
        virtualMillis += totals.virtualMillis();
        totals.faults()
                .forEach((fault, times) -> faults.merge(fault, times.longValue(), Long::sum));
        if (seeds % SEEDS_BETWEEN_NEWS == 0) {
            progress.done(seeds, failures.size());
        }
    }

    /** The runs that broke a promise, in order of seed. */
    public List<Report> failures() {
        return failures;
    }

    public long seeds() {
        return seeds;
    }

    /** Transactions that were acknowledged, in all runs. */
    public long acknowledged() {
        return acknowledged;
    }

    /** How many of them are nowhere. */
    public long lost() {
        return lost;
    }

    /** How many were applied twice. */
    public long twice() {
        return twice;
    }

    /** How much time passed in all worlds together. */
    public long virtualMillis() {
        return virtualMillis;
    }

    /** How often a fault struck in all. */
    public long times(Fault fault) {
        return faults.getOrDefault(fault, 0L);
    }
}
