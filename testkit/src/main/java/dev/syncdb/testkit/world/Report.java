package dev.syncdb.testkit.world;

import java.util.List;
import java.util.Map;

/**
 * How one simulated run ended.
 *
 * @param seed repeats the run
 * @param acknowledged local commits and backend writes that were acknowledged to their authors
 * @param faults how often each fault struck
 * @param eventHash the same for every run of one seed
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
        faults = Map.copyOf(faults);
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
