package dev.syncdb.delta;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Which element of a list before is which of the list after. What stays in order is found first, as
 * much of it as there can be unless the lists differ too much; what else is the same has moved.
 * Pure.
 *
 * @see <a href="https://doi.org/10.1007/BF01840446">Myers, An O(ND) difference algorithm</a>
 */
final class ListDifference {
    /** Insertions and deletions beyond which the search, which costs their square, is given up. */
    static final int DISTANCE_MAX = 500;

    private final List<String> base;
    private final List<String> after;
    private final int[] places;

    private ListDifference(List<String> base, List<String> after) {
        this.base = base;
        this.after = after;
        this.places = new int[after.size()];
        Arrays.fill(places, ListEdit.Step.NEW);
    }

    /** For each element after, its place before; {@link ListEdit.Step#NEW} if it was not there. */
    static int[] places(List<String> base, List<String> after) {
        List<List<String>> keys = ElementKeys.of(base, after);
        ListDifference difference = new ListDifference(keys.get(0), keys.get(1));
        difference.match();
        return difference.places;
    }

    private void match() {
        int start = 0;
        int most = Math.min(base.size(), after.size());
        while (start < most && base.get(start).equals(after.get(start))) {
            places[start] = start;
            start++;
        }
        int baseEnd = base.size();
        int afterEnd = after.size();
        while (baseEnd > start
                && afterEnd > start
                && base.get(baseEnd - 1).equals(after.get(afterEnd - 1))) {
            baseEnd--;
            afterEnd--;
            places[afterEnd] = baseEnd;
        }
        List<int[]> rounds = new ArrayList<>();
        if (search(start, baseEnd, afterEnd, rounds)) {
            trace(start, baseEnd, afterEnd, rounds);
        }
        move(start, baseEnd, afterEnd);
    }

    /**
     * Looks for the shortest way through the middle parts.
     *
     * @param rounds gets, for each distance, how far the base is read on each diagonal
     * @return false if there is none short enough
     */
    private boolean search(int start, int baseEnd, int afterEnd, List<int[]> rounds) {
        int rows = baseEnd - start;
        int columns = afterEnd - start;
        int most = Math.min(rows + columns, DISTANCE_MAX);
        int[] reached = new int[2 * most + 3];
        for (int distance = 0; distance <= most; distance++) {
            for (int k = -distance; k <= distance; k += 2) {
                int x = step(reached, most + 1, k, distance);
                int y = x - k;
                while (x < rows
                        && y < columns
                        && base.get(start + x).equals(after.get(start + y))) {
                    x++;
                    y++;
                }
                reached[most + 1 + k] = x;
                if (x >= rows && y >= columns) {
                    rounds.add(reached);
                    return true;
                }
            }
            rounds.add(Arrays.copyOf(reached, reached.length));
        }
        return false;
    }

    /** Where a diagonal is entered: from above by an insertion, from the left by a deletion. */
    private static int step(int[] reached, int middle, int k, int distance) {
        if (distance == 0) {
            return 0;
        }
        return isInsertion(reached, middle, k, distance)
                ? reached[middle + k + 1]
                : reached[middle + k - 1] + 1;
    }

    private static boolean isInsertion(int[] reached, int middle, int k, int distance) {
        return k == -distance
                || (k != distance && reached[middle + k - 1] < reached[middle + k + 1]);
    }

    /** Goes the way back, and notes what it has in common. */
    private void trace(int start, int baseEnd, int afterEnd, List<int[]> rounds) {
        int x = baseEnd - start;
        int y = afterEnd - start;
        int middle = rounds.get(0).length / 2;
        for (int distance = rounds.size() - 1; distance >= 0; distance--) {
            int k = x - y;
            int[] before = distance == 0 ? rounds.get(0) : rounds.get(distance - 1);
            int entered = step(before, middle, k, distance);
            while (x > entered) {
                x--;
                y--;
                places[start + y] = start + x;
            }
            if (distance > 0) {
                boolean insertion = isInsertion(before, middle, k, distance);
                x -= insertion ? 0 : 1;
                y -= insertion ? 1 : 0;
            }
        }
    }

    /** Of what has no place yet, the first that is the same and is not taken has moved here. */
    private void move(int start, int baseEnd, int afterEnd) {
        boolean[] taken = new boolean[baseEnd];
        for (int place : places) {
            if (place >= start && place < baseEnd) {
                taken[place] = true;
            }
        }
        Map<String, Queue<Integer>> left = new HashMap<>();
        for (int i = start; i < baseEnd; i++) {
            if (!taken[i]) {
                left.computeIfAbsent(base.get(i), any -> new ArrayDeque<>()).add(i);
            }
        }
        for (int i = start; i < afterEnd; i++) {
            Queue<Integer> same = left.get(after.get(i));
            Integer place = places[i] == ListEdit.Step.NEW && same != null ? same.poll() : null;
            if (place != null) {
                places[i] = place;
            }
        }
    }
}
