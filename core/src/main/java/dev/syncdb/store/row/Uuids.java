package dev.syncdb.store.row;

import java.nio.charset.StandardCharsets;

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

    /** Where the digits of each quarter stand, four and four. */
    private static final int[] FIRST_FOUR = {0, 9, 19, 28};

    private static final int[] SECOND_FOUR = {4, 14, 24, 32};

    private static final int DIGIT_LOWER = 16;
    private static final int DIGIT_UPPER = 32;
    private static final int DIGIT_NONE = 64;

    /** For each character of ASCII the value of the digit, and its case if it is a letter. */
    private static final byte[] DIGITS = digits();

    private Uuids() {}

    /** True if the first {@code length} characters of a text have the dashes and the length. */
    static boolean dashed(String text, int length) {
        return length == CHARS
                && text.charAt(8) == '-'
                && text.charAt(13) == '-'
                && text.charAt(18) == '-'
                && text.charAt(23) == '-';
    }

    /** Eight digits of a dashed text, 0 the first: their value, and above it what they are. */
    static long quarter(String text, int index) {
        return digits(text, FIRST_FOUR[index], SECOND_FOUR[index]);
    }

    /** NONE, LOWER, UPPER or MIXED, of a dashed text with these quarters, joined by or. */
    static int shape(long quarters) {
        int seen = (int) (quarters >>> Integer.SIZE);
        if ((seen & DIGIT_NONE) != 0) {
            return NONE;
        }
        if ((seen & DIGIT_UPPER) == 0) {
            return LOWER;
        }
        return (seen & DIGIT_LOWER) == 0 ? UPPER : MIXED;
    }

    /** The values of two quarters. */
    static long half(long left, long right) {
        return left << Integer.SIZE | (right & 0xFFFF_FFFFL);
    }

    static String text(byte[] row, int at, boolean upper) {
        byte[] digits = upper ? UPPER_DIGITS : LOWER_DIGITS;
        byte[] text = new byte[CHARS];
        text[8] = text[13] = text[18] = text[23] = '-';
        for (int i = 0; i < BYTES; i++) {
            int place = PLACES[i];
            text[place] = digits[row[at + i] >> 4 & 15];
            text[place + 1] = digits[row[at + i] & 15];
        }
        return new String(text, StandardCharsets.ISO_8859_1);
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
        if (!dashed(text, text.length())) {
            return false;
        }
        long a = quarter(text, 0);
        long b = quarter(text, 1);
        if (half(a, b) != RowFormat.long8(row, at)) {
            return false;
        }
        long c = quarter(text, 2);
        long d = quarter(text, 3);
        return half(c, d) == RowFormat.long8(row, at + Long.BYTES)
                && shape(a | b | c | d) == (upper ? UPPER : LOWER);
    }

    // Without a branch: what is wrong with a character is found in the bits above the digits.
    private static long digits(String text, int first, int second) {
        int number = 0;
        int seen = 0;
        for (int i = 0; i < 4; i++) {
            int unit = text.charAt(first + i);
            int digit = DIGITS[unit & 127];
            seen |= digit | (unit & ~127);
            number = number << 4 | (digit & 15);
        }
        for (int i = 0; i < 4; i++) {
            int unit = text.charAt(second + i);
            int digit = DIGITS[unit & 127];
            seen |= digit | (unit & ~127);
            number = number << 4 | (digit & 15);
        }
        int kinds = seen >= 128 ? DIGIT_NONE : seen;
        return (long) kinds << Integer.SIZE | (number & 0xFFFF_FFFFL);
    }

    private static byte[] digits() {
        byte[] digits = new byte[128];
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
