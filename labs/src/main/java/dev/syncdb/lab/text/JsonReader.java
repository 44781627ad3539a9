package dev.syncdb.lab.text;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * Reads JSON (RFC 8259) from its beginning to its end and keeps nothing of it. Every mistake is an
 * {@link IllegalArgumentException} that says at which character. Confined to one thread.
 */
public final class JsonReader {
    /**
     * Traces are five deep, schemas six; what is much deeper is neither, and would need much stack.
     */
    private static final int DEPTH_MAX = 64;

    private static final int BUFFER_CHARS = 1 << 16;
    private static final int HEX = 16;
    private static final int HEX_DIGITS = 4;
    private static final int END = -1;
    private static final String ESCAPED = "\"\\/bfnrt";
    private static final String MEANT = "\"\\/\b\f\n\r\t";

    private final Reader reader;
    private final char[] buffer = new char[BUFFER_CHARS];
    private final StringBuilder text = new StringBuilder();
    private int filled;
    private int at;
    private long before;
    private int depth;

    /** Reads what the reader gives. Whoever opened that closes it. */
    public JsonReader(Reader reader) {
        this.reader = reader;
    }

    /** What the caller does not understand, with the place. */
    public IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(what + " at character " + (before + at));
    }

    /** True if a list comes next. */
    public boolean atList() {
        return next() == '[';
    }

    /** True if a text comes next. */
    public boolean atText() {
        return next() == '"';
    }

    /** Reads an object; the consumer is told each name and has to read its value. */
    public void members(Consumer<String> member) {
        open('{');
        if (next() == '}') {
            close('}');
            return;
        }
        do {
            String name = text();
            expect(':');
            member.accept(name);
        } while (more('}'));
        depth--;
    }

    /** Reads a list; the action has to read each item. */
    public void items(Runnable item) {
        open('[');
        if (next() == ']') {
            close(']');
            return;
        }
        do {
            item.run();
        } while (more(']'));
        depth--;
    }

    /** Reads a number that counts something. */
    public int count() {
        int digit = next();
        if (digit < '0' || digit > '9') {
            throw wrong("a count is missing");
        }
        long number = 0;
        while (digit >= '0' && digit <= '9') {
            number = number * 10 + digit - '0';
            if (number > Integer.MAX_VALUE) {
                throw wrong("a count is too large");
            }
            at++;
            digit = peek();
        }
        if (digit == '.' || digit == 'e' || digit == 'E') {
            throw wrong("a count is no whole number");
        }
        return (int) number;
    }

    /** Reads a text of whole characters. */
    public String text() {
        expect('"');
        text.setLength(0);
        for (int c = take(); c != '"'; c = take()) {
            if (c == END) {
                throw wrong("a text does not end");
            }
            if (c < ' ') {
                throw wrong("a text with a raw control character");
            }
            text.append(c == '\\' ? escaped() : (char) c);
        }
        String read = text.toString();
        for (int i = 0; i < read.length(); i++) {
            if (Character.isSurrogate(read.charAt(i))) {
                if (!Character.isSupplementaryCodePoint(read.codePointAt(i))) {
                    throw wrong("half a character in a text");
                }
                i++;
            }
        }
        return read;
    }

    /** Reads any value and forgets it. */
    public void skip() {
        int first = next();
        if (first == '{') {
            members(name -> skip());
        } else if (first == '[') {
            items(this::skip);
        } else if (first == '"') {
            text();
        } else {
            word();
        }
    }

    /** Requires that nothing but space follows. */
    public void end() {
        if (next() != END) {
            throw wrong("something behind the end");
        }
    }

    /** A number, or one of three words; which number does not matter. */
    private void word() {
        text.setLength(0);
        for (int c = peek(); Character.isLetterOrDigit(c) || isOneOf("+-.", c); c = peek()) {
            text.append((char) c);
            at++;
        }
        String word = text.toString();
        if (!word.equals("true") && !word.equals("false") && !word.equals("null")) {
            requireNumber(word);
        }
    }

    private void requireNumber(String word) {
        if (word.isEmpty()) {
            throw wrong("a value is missing");
        }
        if (!word.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
            throw wrong("no value, but " + word);
        }
    }

    private char escaped() {
        int c = take();
        if (c == 'u') {
            int code = 0;
            for (int i = 0; i < HEX_DIGITS; i++) {
                int digit = Character.digit(take(), HEX);
                if (digit < 0) {
                    throw wrong("no such character");
                }
                code = code * HEX + digit;
            }
            return (char) code;
        }
        if (!isOneOf(ESCAPED, c)) {
            throw wrong("no such escape");
        }
        return MEANT.charAt(ESCAPED.indexOf(c));
    }

    private static boolean isOneOf(String characters, int c) {
        return c != END && characters.indexOf(c) >= 0;
    }

    private void open(char bracket) {
        expect(bracket);
        depth++;
        if (depth > DEPTH_MAX) {
            throw wrong("more than " + DEPTH_MAX + " deep");
        }
    }

    private void close(char bracket) {
        expect(bracket);
        depth--;
    }

    /** True if another item comes; false if it was the last one. */
    private boolean more(char bracket) {
        int c = next();
        if (c != ',' && c != bracket) {
            throw wrong(missing(bracket));
        }
        at++;
        return c == ',';
    }

    private void expect(char wanted) {
        if (next() != wanted) {
            throw wrong(missing(wanted));
        }
        at++;
    }

    private static String missing(char wanted) {
        return "a '" + wanted + "' is missing";
    }

    /** The next character that is no space, which stays to be read. */
    private int next() {
        int c = peek();
        while (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            at++;
            c = peek();
        }
        return c;
    }

    private int take() {
        int c = peek();
        at += c == END ? 0 : 1;
        return c;
    }

    private int peek() {
        if (at == filled) {
            fill();
        }
        return at < filled ? buffer[at] : END;
    }

    private void fill() {
        before += at;
        at = 0;
        filled = 0;
        try {
            filled = Math.max(reader.read(buffer), 0);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
