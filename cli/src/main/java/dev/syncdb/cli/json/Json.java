package dev.syncdb.cli.json;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Writes JSON on one line. A value is a {@code Map} with text keys, a {@code List}, a
 * {@code String}, a {@code Number}, a {@code Boolean} or null. Pure.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
public final class Json {
    private static final char[] HEX = "0123456789abcdef".toCharArray();
    private static final int FIRST_UNESCAPED = 0x20;

    private Json() {}

    /** The text of {@code value}. */
    public static String write(@Nullable Object value) {
        StringBuilder text = new StringBuilder();
        append(text, value);
        return text.toString();
    }

    private static void append(StringBuilder text, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            appendObject(text, map);
        } else if (value instanceof List<?> list) {
            appendArray(text, list);
        } else if (value instanceof String string) {
            appendString(text, string);
        } else if (value instanceof Double real) {
            appendReal(text, real);
        } else if (value == null || value instanceof Boolean || value instanceof Number) {
            text.append(value);
        } else {
            throw new IllegalArgumentException("no JSON for " + value.getClass());
        }
    }

    private static void appendObject(StringBuilder text, Map<?, ?> map) {
        text.append('{');
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            appendString(text, (String) entry.getKey());
            text.append(':');
            append(text, entry.getValue());
            text.append(entries.hasNext() ? "," : "");
        }
        text.append('}');
    }

    private static void appendArray(StringBuilder text, List<?> list) {
        text.append('[');
        for (int i = 0; i < list.size(); i++) {
            text.append(i == 0 ? "" : ",");
            append(text, list.get(i));
        }
        text.append(']');
    }

    private static void appendReal(StringBuilder text, double value) {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("JSON has no NaN");
        }
        if (Double.isInfinite(value)) {
            // Beyond the range of a double, so it reads back as what it is.
            text.append(value > 0 ? "9e999" : "-9e999");
        } else {
            text.append(value);
        }
    }

    private static void appendString(StringBuilder text, String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c == '\n') {
                text.append("\\n");
            } else if (c < FIRST_UNESCAPED || isLineEnd(c) || isLoneSurrogate(string, i)) {
                appendEscape(text, c);
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    private static void appendEscape(StringBuilder text, char c) {
        text.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            text.append(HEX[(c >> shift) & 15]);
        }
    }

    // Some readers of lines end a line at these too.
    private static boolean isLineEnd(char c) {
        return c == '\u0085' || c == '\u2028' || c == '\u2029';
    }

    // UTF-8 cannot carry half a pair; the escape can.
    private static boolean isLoneSurrogate(String string, int index) {
        char c = string.charAt(index);
        if (Character.isHighSurrogate(c)) {
            return index + 1 == string.length()
                    || !Character.isLowSurrogate(string.charAt(index + 1));
        }
        return Character.isLowSurrogate(c)
                && (index == 0 || !Character.isHighSurrogate(string.charAt(index - 1)));
    }
}
