package dev.syncdb.value;

/**
 * How two texts compare: SQLite's three built-in <a
 * href="https://www.sqlite.org/datatype3.html#collation">sequences</a>.
 */
public enum Collation {
    /** By code point, which is the order of the UTF-8 bytes. */
    BINARY,
    /** As BINARY, but the 26 upper-case letters of ASCII count as lower case. */
    NOCASE,
    /** As BINARY, but trailing spaces do not count. */
    RTRIM;

    /** Negative, zero or positive as {@code left} sorts before, with or after {@code right}. */
    public int compare(String left, String right) {
        return switch (this) {
            case BINARY -> compareCodePoints(left, left.length(), right, right.length());
            case NOCASE ->
                compareCodePoints(fold(left), left.length(), fold(right), right.length());
            case RTRIM -> compareCodePoints(left, trimmed(left), right, trimmed(right));
        };
    }

    /**
     * The text that stands for all texts equal to {@code text}: two texts are equal iff these are.
     */
    public String fold(String text) {
        return switch (this) {
            case BINARY -> text;
            case NOCASE -> lowerAscii(text);
            case RTRIM -> text.substring(0, trimmed(text));
        };
    }

    private static String lowerAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 'A' && text.charAt(i) <= 'Z') {
                return lowerAsciiFrom(text, i);
            }
        }
        return text;
    }

    private static String lowerAsciiFrom(String text, int first) {
        char[] chars = text.toCharArray();
        for (int i = first; i < chars.length; i++) {
            if (chars[i] >= 'A' && chars[i] <= 'Z') {
                chars[i] = (char) (chars[i] + 'a' - 'A');
            }
        }
        return new String(chars);
    }

    private static int trimmed(String text) {
        int length = text.length();
        while (length > 0 && text.charAt(length - 1) == ' ') {
            length--;
        }
        return length;
    }

    private static int compareCodePoints(
            String left, int leftLength, String right, int rightLength) {
        int shared = Math.min(leftLength, rightLength);
        for (int i = 0; i < shared; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                return codePointRank(a) - codePointRank(b);
            }
        }
        return leftLength - rightLength;
    }

    // UTF-16 puts surrogates (code points above U+FFFF) below U+E000..U+FFFF; code point order puts
    // them above.
    private static int codePointRank(char unit) {
        if (unit >= 0xE000) {
            return unit - 0x800;
        }
        return unit >= 0xD800 ? unit + 0x2000 : unit;
    }
}
