package dev.syncdb.delta;

/**
 * Where a text can be parted: not within what people see as one character, as far as a short look
 * tells. That is a surrogate pair, a base with its marks, what a joiner joins, an emoji with its
 * tone, a row of flags, and the two units that end a line. Pure.
 *
 * @see <a href="https://www.unicode.org/reports/tr29/">Unicode text segmentation</a>, which has
 *     more
 */
final class TextBorder {
    /** What is longer is no word that somebody would read or mend as one. */
    static final int WORD_MAX = 64;

    private static final int JOINER = 0x200D;
    private static final int TONE_FIRST = 0x1F3FB;
    private static final int TONE_LAST = 0x1F3FF;
    private static final int FLAG_FIRST = 0x1F1E6;
    private static final int FLAG_LAST = 0x1F1FF;
    private static final int TAG_FIRST = 0xE0020;
    private static final int TAG_LAST = 0xE007F;

    private TextBorder() {}

    /** True if something may be inserted at that place, or deleted up to it or from it on. */
    static boolean isAt(CharSequence text, int place) {
        if (place == 0 || place == text.length()) {
            return true;
        }
        if (isInPair(text, place)) {
            return false;
        }
        int before = Character.codePointBefore(text, place);
        int after = Character.codePointAt(text, place);
        boolean line = before == '\r' && after == '\n';
        // Two such letters are a flag. Which two of a row are one, only all of the row tells.
        boolean flags =
                isBetween(before, FLAG_FIRST, FLAG_LAST) && isBetween(after, FLAG_FIRST, FLAG_LAST);
        return !line && !flags && before != JOINER && !joins(after);
    }

    /** True if the two halves of a surrogate pair meet at that place. */
    static boolean isInPair(CharSequence text, int place) {
        return place > 0
                && place < text.length()
                && Character.isSurrogatePair(text.charAt(place - 1), text.charAt(place));
    }

    /** True if half of a surrogate pair is without the other one. */
    static boolean hasHalf(String text) {
        return text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE);
    }

    /** Where the word begins that this place is amid; the place itself if it is amid none. */
    static int wordStart(CharSequence text, int place) {
        int start = place;
        while (isInWord(text, start)) {
            start--;
            if (place - start > WORD_MAX) {
                return place;
            }
        }
        return start;
    }

    /** Where the word ends that this place is amid; the place itself if it is amid none. */
    static int wordEnd(CharSequence text, int place) {
        int end = place;
        while (isInWord(text, end)) {
            end++;
            if (end - place > WORD_MAX) {
                return place;
            }
        }
        return end;
    }

    /** True if a word goes on at that place. */
    static boolean isInWord(CharSequence text, int place) {
        return place > 0
                && place < text.length()
                && (isInPair(text, place)
                        || (isOfWord(Character.codePointBefore(text, place))
                                && isOfWord(Character.codePointAt(text, place))));
    }

    /** What belongs to the character before it. */
    private static boolean joins(int point) {
        return point == JOINER
                || isMark(point)
                || isBetween(point, TONE_FIRST, TONE_LAST)
                || isBetween(point, TAG_FIRST, TAG_LAST);
    }

    private static boolean isMark(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    /** Ideographs are words of their own. */
    private static boolean isOfWord(int point) {
        return point == '_'
                || isMark(point)
                || (Character.isLetterOrDigit(point) && !Character.isIdeographic(point));
    }

    private static boolean isBetween(int point, int first, int last) {
        return first <= point && point <= last;
    }
}
