package dev.syncdb.lab.engine;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Maps, lists, texts, numbers, booleans and null as JSON (RFC 8259), on one line. */
public final class Json {
    /** Digits of a measured number; the next ones are noise. */
    private static final MathContext DIGITS = new MathContext(4);

    private Json() {}

    /** The value as JSON. */
    public static String of(@Nullable Object value) {
        StringBuilder json = new StringBuilder();
        write(json, value);
        return json.toString();
    }

    private static void write(StringBuilder json, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            String separator = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.append(separator);
                write(json, entry.getKey());
                json.append(':');
                write(json, entry.getValue());
                separator = ",";
            }
            json.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> list) {
            String separator = "[";
            for (Object item : list) {
                json.append(separator);
                write(json, item);
                separator = ",";
            }
            json.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof Double number) {
            json.append(number(number));
        } else if (value instanceof String text) {
            json.append('"').append(escaped(text)).append('"');
        } else {
            json.append(value);
        }
    }

    /** A number that is none is null, for JSON has no other word for it. */
    private static String number(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return "null";
        }
        return new BigDecimal(number).round(DIGITS).stripTrailingZeros().toPlainString();
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < ' ') {
                escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
            } else {
                escaped.append(character == '"' || character == '\\' ? "\\" : "");
                escaped.append(character);
            }
        }
        return escaped.toString();
    }
}
