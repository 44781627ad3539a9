package dev.syncdb.value;

/**
 * Numbers written as text, read as SQLite reads them: optional spaces, sign, digits, fraction,
 * exponent. Pure.
 *
 * @see <a href="https://www.sqlite.org/datatype3.html#type_affinity">Type affinity</a>
 */
public final class NumericText {
    private NumericText() {}

    /** The number that the whole text is, or NULL if it is not one. */
    public static Value whole(String text) {
        int start = skipSpace(text, 0);
        int end = numberEnd(text, start);
        if (end == start || skipSpace(text, end) != text.length()) {
            return Value.NULL;
        }
        return number(text.substring(start, end));
    }

    /** The number that the longest prefix of the text is; integer 0 where no prefix is one. */
    public static Value prefix(String text) {
        int start = skipSpace(text, 0);
        int end = numberEnd(text, start);
        return end == start ? Value.of(0) : number(text.substring(start, end));
    }

    /**
     * The integer that the longest run of leading digits is, clamped to 64 bits, as CAST to INTEGER
     * reads it.
     */
    public static long integerPrefix(String text) {
        int start = skipSpace(text, 0);
        int end = digitsEnd(text, signEnd(text, start));
        if (end == signEnd(text, start)) {
            return 0;
        }
        try {
            return Long.parseLong(text.substring(start, end));
        } catch (NumberFormatException tooLarge) {
            return text.charAt(start) == '-' ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    private static Value number(String digits) {
        boolean integer = digitsEnd(digits, signEnd(digits, 0)) == digits.length();
        if (integer) {
            try {
                return Value.of(Long.parseLong(digits));
            } catch (NumberFormatException tooLarge) {
                return Value.of(Double.parseDouble(digits));
            }
        }
        return Value.of(Double.parseDouble(digits));
    }

    /**
     * Where the number that starts at {@code start} ends; {@code start} itself if there is none.
     */
    private static int numberEnd(String text, int start) {
        int whole = signEnd(text, start);
        int end = digitsEnd(text, whole);
        int digits = end - whole;
        if (end < text.length() && text.charAt(end) == '.') {
            int fractionEnd = digitsEnd(text, end + 1);
            digits += fractionEnd - end - 1;
            end = fractionEnd;
        }
        return digits == 0 ? start : exponentEnd(text, end);
    }

    private static int exponentEnd(String text, int end) {
        if (end == text.length() || (text.charAt(end) | 32) != 'e') {
            return end;
        }
        int digits = signEnd(text, end + 1);
        int exponentEnd = digitsEnd(text, digits);
        return exponentEnd == digits ? end : exponentEnd;
    }

    private static int signEnd(String text, int at) {
        boolean sign = at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+');
        return sign ? at + 1 : at;
    }

    private static int digitsEnd(String text, int at) {
        int end = at;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static int skipSpace(String text, int at) {
        int end = at;
        while (end < text.length() && isSpace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
