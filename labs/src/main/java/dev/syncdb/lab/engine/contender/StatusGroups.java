package dev.syncdb.lab.engine.contender;

import java.util.HashMap;
import java.util.Map;

/** Tasks grouped by status, where no SQL does it. */
final class StatusGroups {
    private final Map<String, Group> groups = new HashMap<>();

    private static final class Group {
        private long rows;
        private long priorities;
        private double estimateMax = Double.NEGATIVE_INFINITY;
    }

    void add(String status, long priority, double estimate) {
        Group group = groups.computeIfAbsent(status, added -> new Group());
        group.rows++;
        group.priorities += priority;
        group.estimateMax = Math.max(group.estimateMax, estimate);
    }

    /** The sum of {@link Contender#aggregate()}. */
    long checksum() {
        long sum = 0;
        for (Map.Entry<String, Group> entry : groups.entrySet()) {
            Group group = entry.getValue();
            long row = Checksum.add(Checksum.add(0, entry.getKey()), group.rows);
            sum += Checksum.add(Checksum.add(row, group.priorities), group.estimateMax);
        }
        return sum;
    }
}
