package dev.syncdb.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the entries of one version stand in the change log: by table, in the order in which the
 * tables were created, then by key. So a new name moves no entry. Pure.
 */
final class LogOrder {
    /** Of so many low bits of a sort key the place of the row is made. */
    private static final int PLACE_BITS = 20;

    private static final int PLACES_MAX = 1 << PLACE_BITS;

    private LogOrder() {}

    /** Rows of one commit in the order of the log. */
    static List<RowStep> sorted(List<RowStep> rows) {
        return sorted(rows, PLACES_MAX);
    }

    /** @param placesMax beyond so many rows of one table, whole keys are compared */
    static List<RowStep> sorted(List<RowStep> rows, int placesMax) {
        if (isSorted(rows)) {
            return rows;
        }
        if (isOfOneTable(rows) && rows.size() <= placesMax) {
            return byKey(rows);
        }
        Map<Long, List<RowStep>> byTable = new TreeMap<>();
        for (RowStep row : rows) {
            byTable.computeIfAbsent(row.head().table().number(), number -> new ArrayList<>())
                    .add(row);
        }
        List<RowStep> sorted = new ArrayList<>(rows.size());
        for (List<RowStep> ofTable : byTable.values()) {
            sorted.addAll(ofTable.size() > placesMax ? sortedAtLength(ofTable) : byKey(ofTable));
        }
        return sorted;
    }

    /** Rows in the order of their versions, and of each version in that of the log. */
    static List<RowStep> sortedByVersion(List<RowStep> rows) {
        List<RowStep> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.<RowStep>comparingLong(row -> version(row).version())
                .thenComparing(LogOrder::compare));
        return sorted;
    }

    /** The order of two rows that one commit changed. */
    static int compare(RowHead left, RowHead right) {
        if (left.table() == right.table()) {
            return left.table().keyColumns().compare(left.present(), right.present());
        }
        return Long.compare(left.table().number(), right.table().number());
    }

    private static int compare(RowStep left, RowStep right) {
        return compare(left.head(), right.head());
    }

    private static boolean isSorted(List<RowStep> rows) {
        for (int i = 1; i < rows.size(); i++) {
            if (compare(rows.get(i - 1), rows.get(i)) > 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOfOneTable(List<RowStep> rows) {
        TableData table = rows.get(0).table();
        for (int i = 1; i < rows.size(); i++) {
            if (rows.get(i).table() != table) {
                return false;
            }
        }
        return true;
    }

    private static List<RowStep> sortedAtLength(List<RowStep> rows) {
        List<RowStep> sorted = new ArrayList<>(rows);
        sorted.sort(LogOrder::compare);
        return sorted;
    }

    // Sorts numbers made of the first bits of each key and of its place, and looks at whole keys
    // only where these bits are equal: several times as fast as comparing rows.
    private static List<RowStep> byKey(List<RowStep> rows) {
        KeyColumns key = rows.get(0).head().table().keyColumns();
        long[] keys = new long[rows.size()];
        for (int i = 0; i < keys.length; i++) {
            long prefix = key.prefix(version(rows.get(i))) ^ Long.MIN_VALUE;
            keys[i] = (prefix & -PLACES_MAX) | i;
        }
        Arrays.sort(keys);
        List<RowStep> sorted = new ArrayList<>(keys.length);
        int run = 0;
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] >> PLACE_BITS != keys[run] >> PLACE_BITS) {
                sortRun(sorted, run, i);
                run = i;
            }
            sorted.add(rows.get((int) (keys[i] & (PLACES_MAX - 1))));
        }
        sortRun(sorted, run, keys.length);
        return sorted;
    }

    private static void sortRun(List<RowStep> rows, int from, int to) {
        if (to - from > 1) {
            rows.subList(from, to).sort(LogOrder::compare);
        }
    }

    private static RowVersion version(RowStep row) {
        RowVersion after = row.after();
        return after == null ? row.head().present() : after;
    }
}
