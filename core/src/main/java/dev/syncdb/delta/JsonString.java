package dev.syncdb.delta;

import org.jspecify.annotations.Nullable;

/**
 * Strings as JSON writes them, in quotes. Pure.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259#section-7">RFC 8259</a>
 */
public final class JsonString {
    private static final String ESCAPED = "\"\\/bfnrt";
    private static final String MEANT = "\"\\/\b\f\n\r\t";
    private static final int HEX_DIGITS = 4;
    private static final int HEX = 16;

    private JsonString() {}

    /** The string in quotes. Only what has to be escaped is. */
    public static String of(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            int known = MEANT.indexOf(sign);
            if (sign == '"' || sign == '\\' || (sign < ' ' && known >= 0)) {
                json.append('\\').append(ESCAPED.charAt(known));
            } else if (sign < ' ' || isHalf(text, i)) {
                json.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    json.append(Character.forDigit((sign >> shift) & 0xF, HEX));
                }
            } else {
                json.append(sign);
            }
        }
        return json.append('"').toString();
    }

    /** What a JSON text says that is a string; null if it is none, or has escapes of no meaning. */
    public static @Nullable String read(String json) {
        JsonText reading = new JsonText(json);
        String quoted = reading.takeString();
        return quoted == null || !reading.atEnd() ? null : meant(quoted);
    }

    /** The same of a string whose quotes are known to be there. */
    static @Nullable String meant(String quoted) {
        StringBuilder text = new StringBuilder(quoted.length());
        int end = quoted.length() - 1;
        int at = 1;
        while (at < end) {
            char sign = quoted.charAt(at++);
            if (sign != '\\') {
                text.append(sign);
                continue;
            }
            char escaped = quoted.charAt(at++);
            int known = ESCAPED.indexOf(escaped);
            int code = escaped == 'u' ? hex(quoted, at, end) : -1;
            if (known < 0 && code < 0) {
                return null;
            }
            text.append(known < 0 ? (char) code : MEANT.charAt(known));
            at += known < 0 ? HEX_DIGITS : 0;
        }
        return text.toString();
    }

    private static int hex(String text, int start, int end) {
        if (start + HEX_DIGITS > end) {
            return -1;
        }
        int code = 0;
        for (int i = start; i < start + HEX_DIGITS; i++) {
            int digit = text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), HEX) : -1;
            if (digit < 0) {
                return -1;
            }
            code = code * HEX + digit;
        }
        return code;
    }

    /** Half of a pair, which has no form in UTF-8. */
    private static boolean isHalf(String text, int at) {
        char sign = text.charAt(at);
        if (Character.isHighSurrogate(sign)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(sign)
                && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }
}
