package dev.syncdb.sync.ledger;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Value;

import java.util.function.BiConsumer;

/*
 *   NULL     null                  TEXT   "text"
 *   INTEGER  12                    BLOB   {"blob":"00ff"}
 *   REAL     1.0, 1.0E20           an infinite REAL   {"real":"-Infinity"}
 *
 * A real always has a point or an exponent, so it never reads back as an integer.
 */
/** Cells in JSON, and back; each cell reads back as the same value. Lives for one text. */
final class JsonCells {
    private static final String BLOB = "blob";
    private static final String REAL = "real";
    private static final String HEX = "0123456789abcdef";
    private static final int HEX_RADIX = 16;
    private static final int ESCAPE_DIGITS = 4;

    private final String text;
    private int at;

    private JsonCells(String text) {
        this.text = text;
    }

    static void write(StringBuilder json, Value value) {
        switch (value.type()) {
            case NULL -> json.append("null");
            case INTEGER -> json.append(value.asLong());
            case REAL -> writeReal(json, value.asDouble());
            case TEXT -> writeText(json, value.asText());
            case BLOB ->
                json.append("{\"blob\":\"").append(value.asBytes().hex()).append("\"}");
        }
    }

    static void writeText(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (sign == '"' || sign == '\\') {
                json.append('\\').append(sign);
            } else if (sign < ' ') {
                json.append("\\u00").append(HEX.charAt(sign >> 4)).append(HEX.charAt(sign & 15));
            } else {
                json.append(sign);
            }
        }
        json.append('"');
    }

    /** Reads an object, member by member, in order. Fails with RESOLUTION if the text is none. */
    static void readObject(String text, BiConsumer<String, Value> members) {
        JsonCells cells = new JsonCells(text);
        cells.require('{');
        if (!cells.take('}')) {
            do {
                String name = cells.readText();
                cells.require(':');
                members.accept(name, cells.readValue());
            } while (cells.take(','));
            cells.require('}');
        }
        cells.requireEnd();
    }

    /** Reads an array, element by element, in order. Fails with RESOLUTION if the text is none. */
    static void readArray(String text, BiConsumer<Integer, Value> elements) {
        JsonCells cells = new JsonCells(text);
        cells.require('[');
        int count = 0;
        if (!cells.take(']')) {
            do {
                elements.accept(count++, cells.readValue());
            } while (cells.take(','));
            cells.require(']');
        }
        cells.requireEnd();
    }

    private static void writeReal(StringBuilder json, double real) {
        if (Double.isInfinite(real)) {
            json.append("{\"real\":\"").append(real).append("\"}");
        } else {
            json.append(real);
        }
    }

    private Value readValue() {
        skipBlanks();
        if (at == text.length()) {
            throw malformed();
        }
        char sign = text.charAt(at);
        if (sign == '"') {
            return Value.of(readText());
        }
        return sign == '{' ? readTagged() : readWord();
    }

    /** A value of which JSON has no notion: an object with one member that tells its type. */
    private Value readTagged() {
        require('{');
        String type = readText();
        require(':');
        String content = readText();
        require('}');
        if (type.equals(REAL)) {
            return real(content);
        }
        if (!type.equals(BLOB) || content.length() % 2 != 0) {
            throw malformed();
        }
        byte[] bytes = new byte[content.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] =
                    (byte) (digit(content.charAt(2 * i)) << 4 | digit(content.charAt(2 * i + 1)));
        }
        return Value.of(Bytes.owned(bytes));
    }

    private Value readWord() {
        int start = at;
        while (at < text.length() && ",]} \t\n\r".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        switch (word) {
            case "null":
                return Value.NULL;
            case "true":
                return Value.of(1);
            case "false":
                return Value.of(0);
            default:
                return number(word);
        }
    }

    private Value number(String word) {
        boolean whole = word.indexOf('.') < 0 && word.indexOf('e') < 0 && word.indexOf('E') < 0;
        if (!whole) {
            return real(word);
        }
        try {
            return Value.of(Long.parseLong(word));
        } catch (NumberFormatException none) {
            throw malformed();
        }
    }

    private Value real(String word) {
        try {
            return Value.of(Double.parseDouble(word));
        } catch (NumberFormatException none) {
            throw malformed();
        }
    }

    private String readText() {
        require('"');
        StringBuilder read = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            char sign = text.charAt(at++);
            read.append(sign == '\\' ? readEscape() : sign);
        }
        require('"');
        return read.toString();
    }

    private char readEscape() {
        char sign = at < text.length() ? text.charAt(at++) : 0;
        switch (sign) {
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u':
                int code = 0;
                for (int i = 0; i < ESCAPE_DIGITS; i++) {
                    code = code << 4 | digit(at < text.length() ? text.charAt(at++) : 0);
                }
                return (char) code;
            case '"':
            case '\\':
            case '/':
                return sign;
            default:
                throw malformed();
        }
    }

    private int digit(char sign) {
        int digit = Character.digit(sign, HEX_RADIX);
        if (digit < 0) {
            throw malformed();
        }
        return digit;
    }

    private void require(char sign) {
        if (!take(sign)) {
            throw malformed();
        }
    }

    private boolean take(char sign) {
        skipBlanks();
        boolean there = at < text.length() && text.charAt(at) == sign;
        at += there ? 1 : 0;
        return there;
    }

    private void requireEnd() {
        skipBlanks();
        if (at < text.length()) {
            throw malformed();
        }
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private Incorrect malformed() {
        return new Incorrect(
                ErrorCode.RESOLUTION, "no cells in JSON, at character " + at + ": " + text);
    }
}
