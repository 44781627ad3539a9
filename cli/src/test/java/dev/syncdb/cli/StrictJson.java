package dev.syncdb.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSON by the letter of RFC 8259, for tests: written apart from the product's own reader, so that a
 * mistake which writer and reader share is noticed. Numbers become {@code Double}.
 */
public final class StrictJson {
    private static final Pattern TOKEN = Pattern.compile("[ \\t\\r\\n]*(?:"
            + "([{}\\[\\]:,]|true|false|null)"
            + "|(-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)"
            + "|\"((?:[^\"\\\\\\x00-\\x1f]|\\\\(?:[\"\\\\/bfnrt]|u[0-9a-fA-F]{4}))*)\")");

    private final Matcher tokens;
    private final int end;
    private int at;

    private StrictJson(String text) {
        this.tokens = TOKEN.matcher(text);
        this.end = text.stripTrailing().length();
        advance();
    }

    /** The object that {@code text} holds, and nothing but it. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> object(String text) {
        StrictJson json = new StrictJson(text);
        Object value = json.value();
        if (json.tokens.end() != json.end) {
            throw new AssertionError("more than one value: " + text);
        }
        return (Map<String, Object>) value;
    }

    private Object value() {
        if (tokens.group(2) != null) {
            return Double.valueOf(tokens.group(2));
        }
        if (tokens.group(3) != null) {
            return string();
        }
        return switch (tokens.group(1)) {
            case "{" -> object();
            case "[" -> array();
            case "true" -> true;
            case "false" -> false;
            case "null" -> null;
            default -> throw new AssertionError("unexpected " + tokens.group());
        };
    }

    private Map<String, Object> object() {
        Map<String, Object> map = new LinkedHashMap<>();
        advance();
        while (!isMark("}")) {
            String name = string();
            advance();
            require(":");
            advance();
            if (map.containsKey(name)) {
                throw new AssertionError("twice: " + name);
            }
            map.put(name, value());
            advance();
            if (!isMark("}")) {
                require(",");
                advance();
                string();
            }
        }
        return map;
    }

    private List<Object> array() {
        List<Object> list = new ArrayList<>();
        advance();
        while (!isMark("]")) {
            list.add(value());
            advance();
            if (!isMark("]")) {
                require(",");
                advance();
            }
        }
        return list;
    }

    private String string() {
        String raw = tokens.group(3);
        if (raw == null) {
            throw new AssertionError("no string: " + tokens.group());
        }
        Matcher escapes = Pattern.compile("\\\\(u([0-9a-fA-F]{4})|.)").matcher(raw);
        return escapes.replaceAll(escape -> {
            String code = escape.group(2);
            String c = code != null
                    ? String.valueOf((char) Integer.parseInt(code, 16))
                    : unescape(escape.group(1));
            return Matcher.quoteReplacement(c);
        });
    }

    private static String unescape(String letter) {
        int index = "bfnrt".indexOf(letter);
        return index < 0 ? letter : String.valueOf("\b\f\n\r\t".charAt(index));
    }

    private boolean isMark(String mark) {
        return mark.equals(tokens.group(1));
    }

    private void require(String mark) {
        if (!isMark(mark)) {
            throw new AssertionError("no " + mark + " but " + tokens.group());
        }
    }

    private void advance() {
        if (!tokens.find() || tokens.start() != at) {
            throw new AssertionError("no JSON from character " + at);
        }
        at = tokens.end();
    }
}
