package dev.syncdb.delta;

import dev.syncdb.delta.TextPieces.Cut;

import org.jspecify.annotations.Nullable;

/**
 * Finds what parts of two texts have in common: by units where they differ in few of them, else by
 * lines, then by units in what replaces lines, else by words there, and by units in what replaces
 * words. What differs in too much even so has nothing in common. The effort is bounded. Lives for
 * one comparison.
 */
final class TextComparison {
    /**
     * A search takes at most this and {@link #UNIT_EFFORT} for each unit; some ten milliseconds.
     */
    static final long SEARCH_EFFORT_MAX = 8_000_000;

    /** All searches together; then what is not compared yet is replaced. */
    static final long EFFORT_MAX = 4 * SEARCH_EFFORT_MAX;

    /** To read a text some times is no waste, however long it is. */
    private static final int UNIT_EFFORT = 8;

    private static final int SECOND_HALF = 1 << 24;

    private static final Cut[] CUTS = Cut.values();

    private final String before;
    private final String after;
    private final CommonRuns common = new CommonRuns();
    private long effort;

    private TextComparison(String before, String after) {
        this.before = before;
        this.after = after;
        effort = EFFORT_MAX + UNIT_EFFORT * ((long) before.length() + after.length());
    }

    /** What two texts have in common. */
    static CommonRuns of(String before, String after) {
        int start = commonStart(before, after);
        int end = commonEnd(before, after, Math.min(before.length(), after.length()) - start);
        int beforeEnd = before.length() - end;
        int afterEnd = after.length() - end;
        TextComparison comparison = new TextComparison(before, after);
        comparison.common.add(0, 0, start);
        comparison.compare(new TextBlock(start, beforeEnd, start, afterEnd), 0);
        comparison.common.add(beforeEnd, afterEnd, end);
        return comparison.common;
    }

    // Many emoji share their first half. With that kept of one of them, nothing would be left to
    // do but to replace the one beside it.
    private static int commonStart(String before, String after) {
        int most = Math.min(before.length(), after.length());
        int start = 0;
        while (start < most && before.charAt(start) == after.charAt(start)) {
            start++;
        }
        while (!TextBorder.isAt(before, start) || !TextBorder.isAt(after, start)) {
            start--;
        }
        return start;
    }

    private static int commonEnd(String before, String after, int most) {
        int end = 0;
        while (end < most
                && before.charAt(before.length() - end - 1)
                        == after.charAt(after.length() - end - 1)) {
            end++;
        }
        while (!TextBorder.isAt(before, before.length() - end)
                || !TextBorder.isAt(after, after.length() - end)) {
            end--;
        }
        return end;
    }

    /**
     * Compares two parts.
     *
     * @param tried how many ways to cut them were tried already
     */
    private void compare(TextBlock block, int tried) {
        if (block.isOneSided()) {
            return;
        }
        int[] beforeUnits = units(before, block.beforeFrom(), block.beforeTo());
        int[] afterUnits = units(after, block.afterFrom(), block.afterTo());
        CommonRuns runs = search(beforeUnits, afterUnits);
        if (runs == null) {
            cut(block, tried);
            return;
        }
        for (int run = 0; run < runs.count(); run++) {
            common.add(
                    block.beforeFrom() + runs.beforeAt(run),
                    block.afterFrom() + runs.afterAt(run),
                    runs.length(run));
        }
    }

    private void cut(TextBlock block, int tried) {
        if (tried == CUTS.length) {
            return;
        }
        TextPieces pieces = TextPieces.of(before, after, block, CUTS[tried]);
        if (pieces == null) {
            cut(block, tried + 1);
            return;
        }
        CommonRuns runs = search(pieces.beforeNumbers(), pieces.afterNumbers());
        if (runs == null) {
            return;
        }
        int beforeAt = block.beforeFrom();
        int afterAt = block.afterFrom();
        for (int run = 0; run < runs.count(); run++) {
            int beforeNext = pieces.beforeStart(runs.beforeAt(run));
            int afterNext = pieces.afterStart(runs.afterAt(run));
            compare(new TextBlock(beforeAt, beforeNext, afterAt, afterNext), tried + 1);
            beforeAt = pieces.beforeStart(runs.beforeEnd(run));
            afterAt = pieces.afterStart(runs.afterEnd(run));
            common.add(beforeNext, afterNext, beforeAt - beforeNext);
        }
        compare(new TextBlock(beforeAt, block.beforeTo(), afterAt, block.afterTo()), tried + 1);
    }

    private @Nullable CommonRuns search(int[] beforeNumbers, int[] afterNumbers) {
        long units = (long) beforeNumbers.length + afterNumbers.length;
        long most = Math.min(effort, SEARCH_EFFORT_MAX + UNIT_EFFORT * units);
        ShortestEdit edit = new ShortestEdit(beforeNumbers, afterNumbers, most);
        CommonRuns runs = edit.common();
        effort -= most - edit.effortLeft();
        return runs;
    }

    /** Half of a pair is a number that only the same half of the same pair has. */
    private static int[] units(String text, int from, int to) {
        int[] units = new int[to - from];
        for (int i = 0; i < units.length; i++) {
            boolean second = TextBorder.isInPair(text, from + i);
            units[i] = second
                    ? SECOND_HALF | text.codePointBefore(from + i + 1)
                    : text.codePointAt(from + i);
        }
        return units;
    }
}
