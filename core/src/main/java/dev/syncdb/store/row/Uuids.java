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

    private static final int DIGIT_LOWER = 16;
    private static final int DIGIT_UPPER = 32;
    private static final int DIGIT_NONE = 64;

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
        int seen = kinds(text, 0, 8)
                | kinds(text, 9, 13)
                | kinds(text, 14, 18)
                | kinds(text, 19, 23)
                | kinds(text, 24, 36);
        if ((seen & DIGIT_NONE) != 0) {
            return NONE;
        }
        if ((seen & DIGIT_UPPER) == 0) {
            return LOWER;
        }
        return (seen & DIGIT_LOWER) == 0 ? UPPER : MIXED;
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
