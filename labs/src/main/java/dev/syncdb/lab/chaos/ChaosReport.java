package dev.syncdb.lab.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param counts by name, in the order in which they are shown
 * @param equal whether server and phones had the same rows in the end
 * @param broken the promises that did not hold, in words
 */
record ChaosReport(Map<String, Long> counts, boolean equal, List<String> broken) {
    /** A run that did not come to its end. */
    static ChaosReport failed(ChaosOptions options, String why) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("seed", options.seed());
        return new ChaosReport(counts, false, List.of("the run failed: " + why));
    }

    String json() {
        List<String> parts = new ArrayList<>();
        counts.forEach((name, count) -> parts.add("\"" + name + "\":" + count));
        parts.add("\"equal\":" + equal);
        parts.add("\"broken\":" + broken.size());
        return "{" + String.join(",", parts) + "}";
    }

    String text() {
        StringBuilder text = new StringBuilder();
        counts.forEach((name, count) ->
                text.append("  ").append(name).append(": ").append(count).append('\n'));
        return text.append(broken.isEmpty() ? "all replicas equal, nothing lost" : "BROKE")
                .toString();
    }
}
