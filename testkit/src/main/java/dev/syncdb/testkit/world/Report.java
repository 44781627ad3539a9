package dev.syncdb.testkit.world;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How one simulated run ended. Immutable; its text names the seed, and on a failure what broke and
 * what happened last.
 *
 * @param seed repeats the run
 * @param acknowledged local commits and backend writes that were acknowledged to their authors
 * @param faults how often each fault struck, in their order; one that did not is left out
 * @param eventHash the same for every run of one seed with the same options
 * @param broken the promises that did not hold, in words; empty if all held
 * @param lastEvents how it ended
 */
public record Report(
        long seed,
        long acknowledged,
        Map<Fault, Integer> faults,
        long eventHash,
        List<String> broken,
        List<String> lastEvents) {
    public Report {
        // Not Map.copyOf, whose order differs from one process to the next.
        Map<Fault, Integer> ordered = new EnumMap<>(Fault.class);
        ordered.putAll(faults);
        faults = Collections.unmodifiableMap(ordered);
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
        text.append(acknowledged).append(" acknowledged, faults ").append(faults);
        for (String promise : broken) {
            text.append("\n  ").append(promise);
        }
        if (!held()) {
            text.append("\n  the last events:");
            lastEvents.forEach(event -> text.append("\n    ").append(event));
        }
        return text.toString();
    }
}
