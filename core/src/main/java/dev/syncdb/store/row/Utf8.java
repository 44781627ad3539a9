package dev.syncdb.store.row;

import dev.syncdb.value.Collation;

import java.nio.charset.StandardCharsets;

/** Well-formed text as UTF-8, measured, compared and matched in the bytes of a row. */
final class Utf8 {
    private static final int LETTERS = 26;

    private Utf8() {}

    /** How many bytes the text takes. */
    static int bytes(String text) {
        int length = text.length();
        int bytes = length;
        for (int i = 0; i < length; i++) {
            int unit = text.charAt(i);
            if (unit >= 0x80) {
                // Each half of a surrogate pair stands for two of its four bytes.
                bytes += unit < 0x800 || Character.isSurrogate((char) unit) ? 1 : 2;
            }
        }
        return bytes;
    }

    /** How many bytes one code point takes. */
    static int bytes(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        return codePoint < 0x800 ? 2 : (codePoint < 0x10000 ? 3 : 4);
    }

    /** The bytes of one code point, the last of them lowest. */
    static int encode(int codePoint) {
        int last = 0x80 | (codePoint & 0x3F);
        switch (bytes(codePoint)) {
            case 1:
                return codePoint;
            case 2:
                return (0xC0 | codePoint >> 6) << 8 | last;
            case 3:
                return (0xE0 | codePoint >> 12) << 16
                        | (0x80 | (codePoint >> 6 & 0x3F)) << 8
                        | last;
            default:
                return (0xF0 | codePoint >> 18) << 24
                        | (0x80 | (codePoint >> 12 & 0x3F)) << 16
                        | (0x80 | (codePoint >> 6 & 0x3F)) << 8
                        | last;
        }
    }

    // The method that the JDK regrets drops the high bytes, of which ASCII has none.
    @SuppressWarnings("deprecation")
    static void writeAscii(String text, byte[] row, int at) {
        text.getBytes(0, text.length(), row, at);
    }

    static void write(String text, byte[] row, int at) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, row, at, bytes.length);
    }

    // So does this one; of all ways it is the one that asks least before it copies.
    @SuppressWarnings("deprecation")
    static String ascii(byte[] row, int from, int length) {
        return new String(row, 0, from, length);
    }

    static String text(byte[] row, int from, int length) {
        return new String(row, from, length, StandardCharsets.UTF_8);
    }

    /**
     * True if the bytes are UTF-8 as RFC 3629 has it: each code point in its shortest form, none
     * beyond U+10FFFF, no half of a surrogate pair.
     */
    static boolean isWellFormed(byte[] row, int from, int length) {
        int end = from + length;
        int at = from;
        while (at < end) {
            int first = row[at] & 255;
            int bytes = first < 0x80 ? 1 : (first < 0xE0 ? 2 : (first < 0xF0 ? 3 : 4));
            if (bytes > end - at) {
                return false;
            }
            int codePoint = bytes == 1 ? first : first & (0x7F >> bytes);
            for (int i = 1; i < bytes; i++) {
                int next = row[at + i];
                if ((next & 0xC0) != 0x80) {
                    return false;
                }
                codePoint = codePoint << 6 | (next & 0x3F);
            }
            if (bytes > 1 && !isMultibyte(first, codePoint, bytes)) {
                return false;
            }
            at += bytes;
        }
        return true;
    }

    private static boolean isMultibyte(int first, int codePoint, int bytes) {
        return first >= 0xC2
                && first < 0xF5
                && codePoint <= Character.MAX_CODE_POINT
                && bytes(codePoint) == bytes
                && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
    }

    /** True if the run of ASCII is this text. */
    static boolean equalAscii(byte[] row, int from, int length, String text) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != row[from + i]) {
                return false;
            }
        }
        return true;
    }

    /** True if the run is this text. */
    static boolean equal(byte[] row, int from, int length, String text) {
        int units = text.length();
        int end = from + length;
        int at = from;
        int i = 0;
        while (i < units && at < end) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            int encoded = encode(codePoint);
            for (int shift = 8 * bytes(codePoint) - 8; shift >= 0; shift -= 8) {
                if (at == end || (byte) (encoded >> shift) != row[at++]) {
                    return false;
                }
            }
        }
        return i == units && at == end;
    }

    /** As {@link Collation#compare}, of two runs: UTF-8 sorts by bytes as text by code points. */
    static int compare(byte[] left, int leftRun, byte[] right, int rightRun, Collation collation) {
        int leftFrom = RowFormat.runStart(left, leftRun);
        int rightFrom = RowFormat.runStart(right, rightRun);
        int leftBytes = significant(left, leftFrom, RowFormat.runBytes(left, leftRun), collation);
        int rightBytes =
                significant(right, rightFrom, RowFormat.runBytes(right, rightRun), collation);
        boolean fold = collation == Collation.NOCASE;
        int shared = Math.min(leftBytes, rightBytes);
        for (int i = 0; i < shared; i++) {
            int a = left[leftFrom + i] & 255;
            int b = right[rightFrom + i] & 255;
            if (a != b) {
                int order = fold ? lower(a) - lower(b) : a - b;
                if (order != 0) {
                    return order;
                }
            }
        }
        return leftBytes - rightBytes;
    }

    /** As {@link Collation#compare}, of a run of ASCII and a text. */
    static int compareAscii(byte[] row, int run, String text, Collation collation) {
        int from = RowFormat.runStart(row, run);
        int length = significant(row, from, RowFormat.runBytes(row, run), collation);
        int units = significant(text, collation);
        boolean fold = collation == Collation.NOCASE;
        int shared = Math.min(length, units);
        for (int i = 0; i < shared; i++) {
            int a = row[from + i];
            int b = text.charAt(i);
            if (a != b) {
                int order = fold ? lower(a) - lower(b) : a - b;
                if (order != 0) {
                    return order;
                }
            }
        }
        return length - units;
    }

    /** How many bytes of a run count. */
    static int significant(byte[] row, int from, int length, Collation collation) {
        int end = from + length;
        if (collation == Collation.RTRIM) {
            while (end > from && row[end - 1] == ' ') {
                end--;
            }
        }
        return end - from;
    }

    /** How many characters of a text count. */
    static int significant(String text, Collation collation) {
        int end = text.length();
        if (collation == Collation.RTRIM) {
            while (end > 0 && text.charAt(end - 1) == ' ') {
                end--;
            }
        }
        return end;
    }

    /** A letter of ASCII in lower case, anything else unchanged. */
    static int lower(int unit) {
        return unit - 'A' >= 0 && unit - 'A' < LETTERS ? unit + 'a' - 'A' : unit;
    }
}
