package dev.syncdb.lab.stress;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What happened in a run.
 *
 * @param counts by name, in the order in which they are shown
 * @param broken what readers saw that no commit left, and what failed
 */
record StressReport(Map<String, Long> counts, List<String> broken) {
    long count(String name) {
        return counts.getOrDefault(name, 0L);
    }

    String json() {
        List<String> parts = new ArrayList<>();
        counts.forEach((name, count) -> parts.add("\"" + name + "\":" + count));
        parts.add("\"broken\":" + broken.size());
        return "{" + String.join(",", parts) + "}";
    }
}
