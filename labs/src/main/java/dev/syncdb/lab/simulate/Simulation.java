package dev.syncdb.lab.simulate;

import dev.syncdb.lab.plant.Plant;
import dev.syncdb.testkit.world.Fault;
import dev.syncdb.testkit.world.Report;
import dev.syncdb.testkit.world.World;
import dev.syncdb.testkit.world.WorldOptions;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A run of seeds: which of them broke a promise, and the totals that prove that something happened.
 */
public final class Simulation {
    private final List<Report> failures = new ArrayList<>();
    private final List<Long> acknowledged = new ArrayList<>();
    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);

    /** Runs the seeds from {@code first} to {@code last}, both included. */
    public static Simulation run(
            long first, long last, WorldOptions options, @Nullable Plant plant) {
        Simulation simulation = new Simulation();
        for (long seed = first; seed <= last; seed++) {
            simulation.add(
                    World.run(seed, plant == null ? options : options.with(plant.sabotage())));
        }
        return simulation;
    }

    private void add(Report report) {
        if (!report.held()) {
            failures.add(report);
        }
        acknowledged.add(report.acknowledged());
        report.faults()
                .forEach((fault, times) -> faults.merge(fault, times.longValue(), Long::sum));
    }

    /** The runs that broke a promise, in order of seed. */
    public List<Report> failures() {
        return failures;
    }

    public int seeds() {
        return acknowledged.size();
    }

    /** How many writes were acknowledged in the run that stands in the middle. */
    public long acknowledgedMedian() {
        List<Long> sorted = new ArrayList<>(acknowledged);
        Collections.sort(sorted);
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
    }

    /** How often a fault struck in all. */
    public long times(Fault fault) {
        return faults.getOrDefault(fault, 0L);
    }
}
