package dev.syncdb.store.row;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Texts that look like the UUIDs of <a href="https://www.rfc-editor.org/rfc/rfc9562">RFC 9562</a>:
 * 36 characters, hex digits in groups of 8-4-4-4-12, the letters all lower or all upper case. Such
 * a text is two longs and a case, and prints back exactly.
 */
final class Uuids {
    static final int CHARS = 36;
    static final int BYTES = 16;

    /** Not such a text. */
    static final int NONE = 0;
    /** No letter of it is in upper case. */
    static final int LOWER = 1;
    /** It has letters, all of them in upper case. */
    static final int UPPER = 2;
    /** It has letters of both cases. */
    static final int MIXED = 3;

    private static final byte[] LOWER_DIGITS = ascii("0123456789abcdef");
    private static final byte[] UPPER_DIGITS = ascii("0123456789ABCDEF");

    /** Where the two digits of each byte stand. */
    private static final byte[] PLACES = {0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34
    };

    private static final int DIGIT_LOWER = 16;
    private static final int DIGIT_UPPER = 32;
    private static final int DIGIT_NONE = 64;
    private static final int KINDS = DIGIT_LOWER | DIGIT_UPPER | DIGIT_NONE;

    /** Four digits. */
    private static final int GROUP_BITS = 16;

    private static final int GROUP_MASK = (1 << GROUP_BITS) - 1;

    private static final int ASCII_BITS = 7;
    private static final int ASCII_MASK = (1 << ASCII_BITS) - 1;

    /** For each character of ASCII the value of the digit, and its case if it is a letter. */
    private static final byte[] DIGITS = digits();

    private Uuids() {}

    /** NONE, LOWER, UPPER or MIXED, of the first {@code length} characters. */
    static int shape(String text, int length) {
        if (length != CHARS
                || text.charAt(8) != '-'
                || text.charAt(13) != '-'
                || text.charAt(18) != '-'
                || text.charAt(23) != '-') {
            return NONE;
        }
        return shape(kinds(text, 0, 8)
                | kinds(text, 9, 13)
                | kinds(text, 14, 18)
                | kinds(text, 19, 23)
                | kinds(text, 24, 36));
    }

    /** NONE, LOWER, UPPER or MIXED, of digits of these kinds. */
    private static int shape(int kinds) {
        if ((kinds & DIGIT_NONE) != 0) {
            return NONE;
        }
        if ((kinds & DIGIT_UPPER) == 0) {
            return LOWER;
        }
        return (kinds & DIGIT_LOWER) == 0 ? UPPER : MIXED;
    }

    /** The shape of texts whose groups, see {@link #group}, are these taken together. */
    static int shapeOfGroups(int groups) {
        return shape(groups >>> GROUP_BITS);
    }

    /** Four digits: the number that they are in the lower half, above it of which kinds. */
    static int group(char[] text, int at) {
        int a = text[at];
        int b = text[at + 1];
        int c = text[at + 2];
        int d = text[at + 3];
        int beyond = (a | b | c | d) >>> ASCII_BITS;
        a = DIGITS[a & ASCII_MASK];
        b = DIGITS[b & ASCII_MASK];
        c = DIGITS[c & ASCII_MASK];
        d = DIGITS[d & ASCII_MASK];
        int kinds = ((a | b | c | d) & KINDS) | (beyond == 0 ? 0 : DIGIT_NONE);
        return kinds << GROUP_BITS | (a & 15) << 12 | (b & 15) << 8 | (c & 15) << 4 | (d & 15);
    }

    /** The number of four groups. */
    static long number(int first, int second, int third, int fourth) {
        int high = first << GROUP_BITS | (second & GROUP_MASK);
        int low = third << GROUP_BITS | (fourth & GROUP_MASK);
        return (long) high << Integer.SIZE | (low & 0xFFFF_FFFFL);
    }

    /** The first half of a text that has the shape. */
    static long high(String text) {
        return number(text, 0, 8) << 32 | number(text, 9, 13) << 16 | number(text, 14, 18);
    }

    /** The second half of a text that has the shape. */
    static long low(String text) {
        return number(text, 19, 23) << 48 | number(text, 24, 36);
    }

    static String text(byte[] row, int at, boolean upper) {
        if (!upper) {
            // Makes the text without a copy, which is open to nobody else.
            return new UUID(RowFormat.long8(row, at), RowFormat.long8(row, at + 8)).toString();
        }
        byte[] text = new byte[CHARS];
        text[8] = text[13] = text[18] = text[23] = '-';
        for (int i = 0; i < PLACES.length; i++) {
            text[PLACES[i]] = UPPER_DIGITS[row[at + i] >> 4 & 15];
            text[PLACES[i] + 1] = UPPER_DIGITS[row[at + i] & 15];
        }
        return Utf8.ascii(text, 0, CHARS);
    }

    /** The first eight characters of the text that the bytes stand for. */
    static long start(byte[] row, int at, boolean upper) {
        byte[] digits = upper ? UPPER_DIGITS : LOWER_DIGITS;
        long start = 0;
        for (int i = at; i < at + 4; i++) {
            start = start << 16 | digits[row[i] >> 4 & 15] << 8 | digits[row[i] & 15];
        }
        return start;
    }

    /** The character at this place of the text that the bytes stand for. */
    static int charAt(byte[] row, int at, boolean upper, int place) {
        if (place == 8 || place == 13 || place == 18 || place == 23) {
            return '-';
        }
        int dashes = place < 8 ? 0 : (place < 13 ? 1 : (place < 18 ? 2 : (place < 23 ? 3 : 4)));
        int digit = place - dashes;
        int nibble = row[at + (digit >> 1)] >> ((digit & 1) == 0 ? 4 : 0) & 15;
        return (upper ? UPPER_DIGITS : LOWER_DIGITS)[nibble];
    }

    /** True if the bytes stand for exactly this text. */
    static boolean equal(byte[] row, int at, boolean upper, String text) {
        if (text.length() != CHARS || text.charAt(8) != '-' || text.charAt(13) != '-') {
            return false;
        }
        byte[] digits = upper ? UPPER_DIGITS : LOWER_DIGITS;
        for (int i = 0; i < BYTES; i++) {
            int place = PLACES[i];
            if (text.charAt(place) != digits[row[at + i] >> 4 & 15]
                    || text.charAt(place + 1) != digits[row[at + i] & 15]) {
                return false;
            }
        }
        return text.charAt(18) == '-' && text.charAt(23) == '-';
    }

    private static int kinds(String text, int from, int to) {
        int kinds = 0;
        for (int i = from; i < to; i++) {
            int unit = text.charAt(i);
            kinds |= unit < 128 ? DIGITS[unit] : DIGIT_NONE;
        }
        return kinds;
    }

    private static long number(String text, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            number = number << 4 | (DIGITS[text.charAt(i)] & 15);
        }
        return number;
    }

    private static byte[] digits() {
        byte[] digits = new byte[1 << ASCII_BITS];
        for (int i = 0; i < digits.length; i++) {
            int value = Character.digit(i, 16);
            int kind = i >= 'a' ? DIGIT_LOWER : (i >= 'A' ? DIGIT_UPPER : 0);
            digits[i] = (byte) (value < 0 ? DIGIT_NONE : value | kind);
        }
        return digits;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
