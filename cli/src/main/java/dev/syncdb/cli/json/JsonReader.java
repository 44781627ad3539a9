package dev.syncdb.cli.json;

import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what {@link Json} writes. Numbers with a point or an exponent become {@code Double}, others
 * {@code Long}. One object a text; fails with MALFORMED_MESSAGE and the place.
 */
public final class JsonReader {
    /** Deeper nesting is nothing that the command ever prints. */
    private static final int DEPTH_MAX = 64;

    private final String text;
    private int at;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    /** The value that {@code text} holds, and nothing but it. */
    public static @Nullable Object read(String text) {
        JsonReader reader = new JsonReader(text);
        Object value = reader.value();
        reader.skipSpace();
        if (reader.at < text.length()) {
            throw reader.malformed("nothing more");
        }
        return value;
    }

    /** The object that {@code text} holds. */
    public static Map<?, ?> readObject(String text) {
        if (read(text) instanceof Map<?, ?> object) {
            return object;
        }
        throw new JsonReader(text).malformed("an object");
    }

    private @Nullable Object value() {
        skipSpace();
        if (++depth > DEPTH_MAX) {
            throw malformed("at most " + DEPTH_MAX + " values in one another");
        }
        Object value =
                switch (peek()) {
                    case '{' -> object();
                    case '[' -> array();
                    case '"' -> string();
                    case 't' -> word("true", true);
                    case 'f' -> word("false", false);
                    case 'n' -> word("null", null);
                    default -> number();
                };
        depth--;
        return value;
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        expect('{');
        if (take('}')) {
            return map;
        }
        do {
            skipSpace();
            String name = string();
            expect(':');
            map.put(name, value());
        } while (take(','));
        expect('}');
        return map;
    }

    private List<@Nullable Object> array() {
        List<@Nullable Object> list = new ArrayList<>();
        expect('[');
        if (take(']')) {
            return list;
        }
        do {
            list.add(value());
        } while (take(','));
        expect(']');
        return list;
    }

    private String string() {
        if (peek() != '"') {
            throw malformed("a string");
        }
        StringBuilder string = new StringBuilder();
        for (at++; peek() != '"'; at++) {
            char c = peek();
            if (c < ' ') {
                throw malformed("an escape or the end of the string");
            }
            string.append(c == '\\' ? escape() : c);
        }
        at++;
        return string.toString();
    }

    private char escape() {
        at++;
        return switch (peek()) {
            case '"', '\\', '/' -> peek();
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw malformed("an escape");
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            at++;
            int digit = Character.digit(peek(), 16);
            if (digit < 0) {
                throw malformed("a hexadecimal digit");
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    private Number number() {
        int start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String digits = text.substring(start, at);
        boolean isReal = digits.chars().anyMatch(c -> c == '.' || c == 'e' || c == 'E');
        try {
            // Boxed one by one: a conditional of both would make a double of every number.
            if (isReal) {
                return Double.valueOf(digits);
            }
            return Long.valueOf(digits);
        } catch (NumberFormatException notOne) {
            at = start;
            throw malformed("a value");
        }
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) {
            throw malformed(word);
        }
        at += word.length();
        return value;
    }

    private void expect(char wanted) {
        if (!take(wanted)) {
            throw malformed("'" + wanted + "'");
        }
    }

    private boolean take(char wanted) {
        skipSpace();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw malformed("more");
        }
        return text.charAt(at);
    }

    private Corrupt malformed(String expected) {
        return new Corrupt(ErrorCode.MALFORMED_MESSAGE, at, "JSON: expected " + expected);
    }
}
