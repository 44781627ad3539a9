package dev.syncdb.testkit.world;

import dev.syncdb.testkit.fault.Broken;
import dev.syncdb.testkit.fault.Fault;
import dev.syncdb.testkit.fault.Promise;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How one simulated run ended. Immutable; its text names the seed, and on a failure what broke and
 * what happened last.
 *
 * @param seed repeats the run
 * @param eventHash the same for every run of one seed with the same options, on every machine
 * @param broken the promises that did not hold; empty if all held
 * @param lastEvents how it ended
 */
public record Report(
        long seed, Totals totals, long eventHash, List<Broken> broken, List<String> lastEvents) {
    /**
     * What happened, in figures.
     *
     * @param acknowledged transactions whose authors were told that they are safe
     * @param lost how many of them are nowhere
     * @param twice how many were applied twice
     * @param virtualMillis how much time passed in the world
     * @param messages requests that phones sent
     * @param faults how often each fault struck; one that did not is left out
     * @param checks how often each promise was looked at
     */
    public record Totals(
            long acknowledged,
            long lost,
            long twice,
            long virtualMillis,
            long messages,
            Map<Fault, Integer> faults,
            Map<Promise, Integer> checks) {
        public Totals {
            // Not Map.copyOf, whose order differs from one process to the next.
            Map<Fault, Integer> orderedFaults = new EnumMap<>(Fault.class);
            orderedFaults.putAll(faults);
            faults = Collections.unmodifiableMap(orderedFaults);
            Map<Promise, Integer> orderedChecks = new EnumMap<>(Promise.class);
            orderedChecks.putAll(checks);
            checks = Collections.unmodifiableMap(orderedChecks);
        }
    }

    public Report {
        broken = List.copyOf(broken);
        lastEvents = List.copyOf(lastEvents);
    }

    /** True if every promise held. */
    public boolean held() {
        return broken.isEmpty();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append("seed ").append(seed).append(held() ? " held: " : " BROKE: ");
        text.append(totals.acknowledged()).append(" acknowledged, faults ");
        text.append(totals.faults());
        for (Broken promise : broken) {
            text.append("\n  ").append(promise);
        }
        if (!held()) {
            text.append("\n  the last events:");
            lastEvents.forEach(event -> text.append("\n    ").append(event));
        }
        return text.toString();
    }
}
