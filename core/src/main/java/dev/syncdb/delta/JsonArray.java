package dev.syncdb.delta;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Arrays in JSON as lists of their elements, each of them JSON without blanks. Two elements are the
 * same if their texts are, so {@code 1} and {@code 1.0} are two. Pure.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
public final class JsonArray {
    /** Deeper nesting is nothing that people write, and would cost stack. */
    static final int DEPTH_MAX = 64;

    private static final String BLANKS = " \t\n\r";
    private static final String ENDS_OF_WORD = BLANKS + ",]}";

    private final String text;
    private final StringBuilder compact = new StringBuilder();
    private int at;

    private JsonArray(String text) {
        this.text = text;
    }

    /** The elements of an array, in order; null if the text is no array. */
    public static @Nullable List<String> elements(String text) {
        JsonArray array = new JsonArray(text);
        List<String> elements = new ArrayList<>();
        return array.readElements(elements) && array.atEnd() ? elements : null;
    }

    /** The array of these elements, without blanks. */
    public static String of(Iterable<String> elements) {
        return "[" + String.join(",", elements) + "]";
    }

    private boolean readElements(List<String> elements) {
        if (!take('[')) {
            return false;
        }
        if (take(']')) {
            return true;
        }
        do {
            compact.setLength(0);
            if (!value(1)) {
                return false;
            }
            elements.add(compact.toString());
        } while (take(','));
        return take(']');
    }

    private boolean value(int depth) {
        skipBlanks();
        if (at == text.length() || depth > DEPTH_MAX) {
            return false;
        }
        return switch (text.charAt(at)) {
            case '"' -> string();
            case '[' -> list('[', ']', depth);
            case '{' -> list('{', '}', depth);
            default -> word();
        };
    }

    /** An array or, of pairs, an object. */
    private boolean list(char open, char close, int depth) {
        keep(open);
        if (keep(close)) {
            return true;
        }
        do {
            skipBlanks();
            boolean named = open == '[' || (string() && keep(':'));
            if (!named || !value(depth + 1)) {
                return false;
            }
        } while (keep(','));
        return keep(close);
    }

    private boolean string() {
        if (at == text.length() || text.charAt(at) != '"') {
            return false;
        }
        int start = at++;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) < ' ') {
                return false;
            }
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= text.length()) {
            return false;
        }
        at++;
        compact.append(text, start, at);
        return true;
    }

    /** A number, true, false or null. */
    private boolean word() {
        int start = at;
        while (at < text.length() && ENDS_OF_WORD.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        compact.append(word);
        return word.equals("true")
                || word.equals("false")
                || word.equals("null")
                || word.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
    }

    private boolean keep(char sign) {
        boolean there = take(sign);
        if (there) {
            compact.append(sign);
        }
        return there;
    }

    private boolean take(char sign) {
        skipBlanks();
        boolean there = at < text.length() && text.charAt(at) == sign;
        at += there ? 1 : 0;
        return there;
    }

    private boolean atEnd() {
        skipBlanks();
        return at == text.length();
    }

    private void skipBlanks() {
        while (at < text.length() && BLANKS.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
