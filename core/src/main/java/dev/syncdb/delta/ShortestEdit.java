package dev.syncdb.delta;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/*
 * The search goes from both ends of the two sequences at once. After some steps each, it knows for
 * each diagonal k (so many more of the first sequence are read than of the second) how far the
 * first can be read with so many insertions and deletions. Where both ways meet, the shortest way
 * is cut in two, and each half is searched alone. So the room is that of one round, and the time is
 * at most the number of insertions and deletions times what is read.
 */
/**
 * The fewest insertions and deletions that make one sequence of numbers of another. Gives up where
 * they are too many. Lives for one search.
 *
 * @see <a href="https://doi.org/10.1007/BF01840446">Myers, An O(ND) difference algorithm</a>
 */
final class ShortestEdit {
    /** Insertions and deletions beyond which the search, which costs their square, is given up. */
    static final int DISTANCE_MAX = 4_000;

    private final int[] before;
    private final int[] after;
    private final int middle;
    private final int[] forward;
    private final int[] backward;
    private final CommonRuns common = new CommonRuns();
    private long effort;

    /** Where the last cut is. */
    private int beforeCut;

    private int afterCut;

    /**
     * A search to be done.
     *
     * @param effortMax how many numbers may be compared
     */
    ShortestEdit(int[] before, int[] after, long effortMax) {
        this.before = before;
        this.after = after;
        effort = effortMax;
        middle = roundsMax(before.length + after.length) + 1;
        forward = new int[2 * middle + 1];
        backward = new int[2 * middle + 1];
    }

    /** What both have in common; null if that was given up. */
    @Nullable
    CommonRuns common() {
        boolean done = search(0, before.length, 0, after.length);
        return done ? common : null;
    }

    /** How much of the effort is left; not positive if there was too little. */
    long effortLeft() {
        return effort;
    }

    private boolean search(int beforeFrom, int beforeTo, int afterFrom, int afterTo) {
        int most = Math.min(beforeTo - beforeFrom, afterTo - afterFrom);
        int start = 0;
        while (start < most && before[beforeFrom + start] == after[afterFrom + start]) {
            start++;
        }
        int end = 0;
        while (end < most - start && before[beforeTo - 1 - end] == after[afterTo - 1 - end]) {
            end++;
        }
        common.add(beforeFrom, afterFrom, start);
        if (start + end < most) {
            int from = beforeFrom + start;
            int to = beforeTo - end;
            if (!cut(from, to, afterFrom + start, afterTo - end)) {
                return false;
            }
            int beforeAt = beforeCut;
            int afterAt = afterCut;
            if (!search(from, beforeAt, afterFrom + start, afterAt)
                    || !search(beforeAt, to, afterAt, afterTo - end)) {
                return false;
            }
        }
        common.add(beforeTo - end, afterTo - end, end);
        return true;
    }

    /** Finds a place that a shortest way goes through, amid of it. */
    private boolean cut(int beforeFrom, int beforeTo, int afterFrom, int afterTo) {
        int rows = beforeTo - beforeFrom;
        int columns = afterTo - afterFrom;
        int rounds = roundsMax(rows + columns);
        Arrays.fill(forward, middle - rounds - 1, middle + rounds + 2, -1);
        Arrays.fill(backward, middle - rounds - 1, middle + rounds + 2, -1);
        forward[middle + 1] = 0;
        backward[middle + 1] = 0;
        boolean odd = ((rows - columns) & 1) != 0;
        for (int round = 0; round <= rounds && effort > 0; round++) {
            for (int k = first(round, columns); k <= Math.min(round, rows); k += 2) {
                int x = entered(forward, k, rows, columns);
                int y = x - k;
                int entry = x;
                while (x < rows && y < columns && before[beforeFrom + x] == after[afterFrom + y]) {
                    x++;
                    y++;
                }
                effort -= 1 + x - entry;
                forward[middle + k] = x;
                if (odd && meets(rows - columns - k, round - 1, x, rows, backward)) {
                    return cutAt(beforeFrom + x, afterFrom + y);
                }
            }
            for (int k = first(round, columns); k <= Math.min(round, rows); k += 2) {
                int x = entered(backward, k, rows, columns);
                int y = x - k;
                int entry = x;
                while (x < rows
                        && y < columns
                        && before[beforeTo - 1 - x] == after[afterTo - 1 - y]) {
                    x++;
                    y++;
                }
                effort -= 1 + x - entry;
                backward[middle + k] = x;
                if (!odd && meets(rows - columns - k, round, x, rows, forward)) {
                    return cutAt(beforeTo - x, afterTo - y);
                }
            }
        }
        return false;
    }

    /** The lowest diagonal of a round that is one of the two sequences. */
    private static int first(int round, int columns) {
        return round <= columns ? -round : -columns + ((round - columns) & 1);
    }

    /** How far the first sequence is read where a diagonal is entered from one beside it. */
    private int entered(int[] reached, int k, int rows, int columns) {
        int furthest = Math.max(reached[middle + k + 1], reached[middle + k - 1] + 1);
        // Who runs over an edge beside it has passed the last place of this diagonal before.
        return Math.min(furthest, Math.min(rows, columns + k));
    }

    /** True if the other way has come as far on its diagonal {@code k}. */
    private boolean meets(int k, int round, int x, int rows, int[] reached) {
        return Math.abs(k) <= round && reached[middle + k] + x >= rows;
    }

    private boolean cutAt(int beforeAt, int afterAt) {
        beforeCut = beforeAt;
        afterCut = afterAt;
        return true;
    }

    private static int roundsMax(int length) {
        return Math.min((length + 1) / 2, DISTANCE_MAX / 2);
    }
}
