package dev.syncdb.delta;

import org.jspecify.annotations.Nullable;

/**
 * A place in a JSON text, from which it is read forward and kept without blanks. Each of these
 * steps is true if what it looks for is there. Lives for one reading.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
final class JsonText {
    /** Deeper nesting is nothing that people write, and would cost stack. */
    static final int DEPTH_MAX = 64;

    private static final String BLANKS = " \t\n\r";
    private static final String ENDS_OF_WORD = BLANKS + ",]}";

    private final String text;
    private final StringBuilder compact = new StringBuilder();
    private int at;

    JsonText(String text) {
        this.text = text;
    }

    /** One value of any kind. */
    boolean value(int depth) {
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

    /** The value that begins here, without blanks; null if none does. */
    @Nullable
    String takeValue(int depth) {
        compact.setLength(0);
        return value(depth) ? compact.toString() : null;
    }

    /** The string that begins here, as it is written; null if none does. */
    @Nullable
    String takeString() {
        skipBlanks();
        compact.setLength(0);
        return string() ? compact.toString() : null;
    }

    /** One sign, which is not kept. */
    boolean take(char sign) {
        boolean there = isAt(sign);
        at += there ? 1 : 0;
        return there;
    }

    /** One sign, which stays where it is. */
    boolean isAt(char sign) {
        skipBlanks();
        return at < text.length() && text.charAt(at) == sign;
    }

    /** Nothing more. */
    boolean atEnd() {
        skipBlanks();
        return at == text.length();
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

    private void skipBlanks() {
        while (at < text.length() && BLANKS.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
