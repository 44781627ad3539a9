package dev.syncdb.delta;

import org.jspecify.annotations.Nullable;

/**
 * Parts of two texts cut into pieces, each of them with a number. Two of the same number are the
 * same. Lives for one comparison.
 */
final class TextPieces {
    /** More pieces of one text than this are not worth a search. They take up to 24 bytes each. */
    static final int COUNT_MAX = 1 << 19;

    /**
     * So many places of the table are looked at. A piece that finds none is the same as no other,
     * which makes the delta longer at worst, and keeps the time linear whatever the texts are.
     */
    static final int PROBES_MAX = 32;

    private static final int HASH_FACTOR = 0x9E3779B1;

    /** Where texts are cut. */
    enum Cut {
        /** Behind the end of each line. */
        LINES,
        /** Where a word begins or ends, and around each sign that is of none. */
        WORDS;

        private boolean isAt(CharSequence text, int place) {
            return this == LINES
                    ? text.charAt(place - 1) == '\n'
                    : !TextBorder.isInWord(text, place);
        }
    }

    private final String before;
    private final String after;
    private final int[] beforeStarts;
    private final int[] afterStarts;
    private final int[] beforeNumbers;
    private final int[] afterNumbers;

    /** Numbers of pieces, by their content; 0 where there is none. */
    private final int[] table;

    private TextPieces(String before, String after, int[] beforeStarts, int[] afterStarts) {
        this.before = before;
        this.after = after;
        this.beforeStarts = beforeStarts;
        this.afterStarts = afterStarts;
        table = new int[4 * Integer.highestOneBit(beforeStarts.length + afterStarts.length)];
        beforeNumbers = numbers(before, beforeStarts, 1);
        afterNumbers = numbers(after, afterStarts, 1 + beforeNumbers.length);
    }

    /** Cuts these blocks; null if that makes too many pieces, or one each. */
    static @Nullable TextPieces of(String before, String after, TextBlock block, Cut cut) {
        int beforeCount = count(before, block.beforeFrom(), block.beforeTo(), cut);
        int afterCount = count(after, block.afterFrom(), block.afterTo(), cut);
        int most = Math.max(beforeCount, afterCount);
        if (most == 1 || most > COUNT_MAX) {
            return null;
        }
        return new TextPieces(
                before,
                after,
                starts(before, block.beforeFrom(), block.beforeTo(), cut, beforeCount),
                starts(after, block.afterFrom(), block.afterTo(), cut, afterCount));
    }

    int[] beforeNumbers() {
        return beforeNumbers;
    }

    int[] afterNumbers() {
        return afterNumbers;
    }

    /** Where a piece of the text before begins; of the one behind the last, where that ends. */
    int beforeStart(int piece) {
        return beforeStarts[piece];
    }

    /** The same of the text after. */
    int afterStart(int piece) {
        return afterStarts[piece];
    }

    private static int count(String text, int from, int to, Cut cut) {
        int count = 1;
        for (int place = from + 1; place < to; place++) {
            count += cut.isAt(text, place) ? 1 : 0;
        }
        return count;
    }

    private static int[] starts(String text, int from, int to, Cut cut, int count) {
        int[] starts = new int[count + 1];
        starts[0] = from;
        int piece = 1;
        for (int place = from + 1; place < to; place++) {
            if (cut.isAt(text, place)) {
                starts[piece++] = place;
            }
        }
        starts[count] = to;
        return starts;
    }

    private int[] numbers(String text, int[] starts, int first) {
        int[] numbers = new int[starts.length - 1];
        for (int piece = 0; piece < numbers.length; piece++) {
            numbers[piece] = number(text, starts[piece], starts[piece + 1], first + piece);
        }
        return numbers;
    }

    /** The number of the piece that was first to be the same; {@code own} if this is it. */
    private int number(String text, int start, int end, int own) {
        int hash = hash(text, start, end);
        for (int probe = 0; probe < PROBES_MAX; probe++) {
            int slot = (hash + probe) & (table.length - 1);
            if (table[slot] == 0) {
                table[slot] = own;
                return own;
            }
            if (isSame(table[slot], text, start, end)) {
                return table[slot];
            }
        }
        return own;
    }

    static int hash(String text, int start, int end) {
        int hash = 0;
        for (int place = start; place < end; place++) {
            hash = (hash ^ text.charAt(place)) * HASH_FACTOR;
            hash ^= hash >>> 15;
        }
        return hash;
    }

    private boolean isSame(int number, String text, int start, int end) {
        int piece = number - 1;
        boolean isBefore = piece < beforeStarts.length - 1;
        String other = isBefore ? before : after;
        int[] starts = isBefore ? beforeStarts : afterStarts;
        int index = isBefore ? piece : piece - (beforeStarts.length - 1);
        int length = starts[index + 1] - starts[index];
        return length == end - start && other.regionMatches(starts[index], text, start, length);
    }
}
