package dev.syncdb.sql.syntax;

/**
 * Cuts a text into tokens, one at a time, and skips blanks and comments between them. Never fails:
 * what is no token comes out as {@link TokenKind#ILLEGAL}, so that a fault is reported when the
 * parser gets there and not before.
 *
 * @see <a href="https://www.sqlite.org/draft/tokenreq.html">SQLite</a>
 */
final class Lexer {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** 64 bits. */
    private static final int HEX_DIGITS_MAX = 16;

    /** What {@link #charAt} returns behind the end. No token has it outside of quotes. */
    private static final char NOTHING = '\0';

    private final String text;
    private int at;
    private int line = 1;
    private int lineStart;

    Lexer(String text) {
        this.text = text;
        if (charAt(0) == BYTE_ORDER_MARK) {
            at = 1;
            lineStart = 1;
        }
    }

    /** The whole text, into which the offsets of tokens point. */
    String text() {
        return text;
    }

    /** The next token; again and again {@link TokenKind#END_OF_TEXT} at the end. */
    Token next() {
        skipBlanks();
        if (at == text.length()) {
            return token(TokenKind.END_OF_TEXT, at, "");
        }
        char first = text.charAt(at);
        if ((first == 'x' || first == 'X') && charAt(at + 1) == '\'') {
            return blob();
        }
        if (isNameStart(first)) {
            return word();
        }
        if (isDigit(first) || (first == '.' && isDigit(charAt(at + 1)))) {
            return number();
        }
        return switch (first) {
            case '\'' -> quoted(TokenKind.TEXT, first);
            case '"', '`' -> quoted(TokenKind.QUOTED_NAME, first);
            case '[' -> bracketed();
            case '?', ':', '@', '$' -> parameter(first);
            default -> symbol(first, charAt(at + 1));
        };
    }

    private void skipBlanks() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f') {
                moveTo(at + 1);
            } else if (c == '-' && charAt(at + 1) == '-') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (c == '/' && charAt(at + 1) == '*') {
                // As in SQLite, a comment that nobody closes ends with the text.
                int close = text.indexOf("*/", at + 2);
                moveTo(close < 0 ? text.length() : close + 2);
            } else {
                return;
            }
        }
    }

    private Token word() {
        int end = endOfName(at);
        String word = text.substring(at, end);
        if ((word.equals("N") || word.equals("n")) && charAt(end) == '\'') {
            return illegal(end, "N'...' is no text literal of SQLite; leave out the N");
        }
        return token(TokenKind.ofWord(word), end, word);
    }

    /** A token between two {@code quote}s; one that stands for itself is doubled. */
    private Token quoted(TokenKind kind, char quote) {
        int close = text.indexOf(quote, at + 1);
        boolean doubled = false;
        while (close >= 0 && charAt(close + 1) == quote) {
            doubled = true;
            close = text.indexOf(quote, close + 2);
        }
        if (close < 0) {
            return illegal(text.length(), kind.text() + " has no closing " + quote);
        }
        String value = text.substring(at + 1, close);
        String one = String.valueOf(quote);
        return token(kind, close + 1, doubled ? value.replace(one + one, one) : value);
    }

    private Token bracketed() {
        int close = text.indexOf(']', at);
        return close < 0
                ? illegal(text.length(), "a quoted name has no closing ]")
                : token(TokenKind.QUOTED_NAME, close + 1, text.substring(at + 1, close));
    }

    private Token blob() {
        int close = text.indexOf('\'', at + 2);
        if (close < 0) {
            return illegal(text.length(), "a blob literal has no closing '");
        }
        if (endOfHex(at + 2) != close) {
            return illegal(close + 1, "a blob literal has something else than hex digits");
        }
        String digits = text.substring(at + 2, close);
        return digits.length() % 2 == 0
                ? token(TokenKind.BLOB, close + 1, TokenKind.upperCase(digits))
                : illegal(close + 1, "a blob literal has an odd number of digits");
    }

    private Token number() {
        if (text.charAt(at) == '0' && (charAt(at + 1) | ' ') == 'x') {
            return hexNumber();
        }
        TokenKind kind = TokenKind.INTEGER;
        int end = endOfDigits(at);
        if (charAt(end) == '.') {
            kind = TokenKind.REAL;
            end = endOfDigits(end + 1);
        }
        if ((charAt(end) | ' ') == 'e') {
            char sign = charAt(end + 1);
            int digits = sign == '+' || sign == '-' ? end + 2 : end + 1;
            if (isDigit(charAt(digits))) {
                kind = TokenKind.REAL;
                end = endOfDigits(digits);
            }
        }
        return isNamePart(charAt(end))
                ? illegal(endOfName(end), "a number runs into a name")
                : token(kind, end, text.substring(at, end));
    }

    private Token hexNumber() {
        int first = at + 2;
        int end = endOfHex(first);
        if (end == first || isNamePart(charAt(end))) {
            return illegal(endOfName(end), "a hex number has something else than hex digits");
        }
        while (first < end && text.charAt(first) == '0') {
            first++;
        }
        return end - first > HEX_DIGITS_MAX
                ? illegal(end, "a hex number has more than " + HEX_DIGITS_MAX + " digits")
                : token(TokenKind.INTEGER, end, text.substring(at, end));
    }

    private Token parameter(char sign) {
        int end = sign == '?' ? endOfDigits(at + 1) : endOfName(at + 1);
        return end == at + 1 && sign != '?'
                ? illegal(end, "a parameter has no name after its " + sign)
                : token(TokenKind.PARAMETER, end, text.substring(at, end));
    }

    private Token symbol(char first, char second) {
        return switch (first) {
            case '(' -> symbol(TokenKind.LEFT_PAREN, 1);
            case ')' -> symbol(TokenKind.RIGHT_PAREN, 1);
            case ',' -> symbol(TokenKind.COMMA, 1);
            case ';' -> symbol(TokenKind.SEMICOLON, 1);
            case '.' -> symbol(TokenKind.DOT, 1);
            case '*' -> symbol(TokenKind.STAR, 1);
            case '+' -> symbol(TokenKind.PLUS, 1);
            case '/' -> symbol(TokenKind.SLASH, 1);
            case '%' -> symbol(TokenKind.PERCENT, 1);
            case '&' -> symbol(TokenKind.AMPERSAND, 1);
            case '~' -> symbol(TokenKind.TILDE, 1);
            case '=' -> symbol(TokenKind.EQUAL, second == '=' ? 2 : 1);
            case '|' -> second == '|' ? symbol(TokenKind.CONCAT, 2) : symbol(TokenKind.BAR, 1);
            case '-' -> minusOrArrow(second);
            case '<' -> less(second);
            case '>' -> greater(second);
            default ->
                first == '!' && second == '='
                        ? symbol(TokenKind.NOT_EQUAL, 2)
                        : illegal(at + 1, "a character that SQL does not use");
        };
    }

    private Token minusOrArrow(char second) {
        if (second != '>') {
            return symbol(TokenKind.MINUS, 1);
        }
        return charAt(at + 2) == '>'
                ? symbol(TokenKind.ARROW_VALUE, 3)
                : symbol(TokenKind.ARROW, 2);
    }

    private Token less(char second) {
        return switch (second) {
            case '=' -> symbol(TokenKind.LESS_EQUAL, 2);
            case '<' -> symbol(TokenKind.SHIFT_LEFT, 2);
            case '>' -> symbol(TokenKind.NOT_EQUAL, 2);
            default -> symbol(TokenKind.LESS, 1);
        };
    }

    private Token greater(char second) {
        return switch (second) {
            case '=' -> symbol(TokenKind.GREATER_EQUAL, 2);
            case '>' -> symbol(TokenKind.SHIFT_RIGHT, 2);
            default -> symbol(TokenKind.GREATER, 1);
        };
    }

    private Token symbol(TokenKind kind, int length) {
        return token(kind, at + length, kind.text());
    }

    private Token illegal(int end, String complaint) {
        return token(TokenKind.ILLEGAL, end, complaint);
    }

    private Token token(TokenKind kind, int end, String value) {
        Token token = new Token(kind, value, at, end, new Position(line, at - lineStart + 1));
        moveTo(end);
        return token;
    }

    /** Moves on and counts the lines on the way. */
    private void moveTo(int end) {
        for (; at < end; at++) {
            if (text.charAt(at) == '\n') {
                line++;
                lineStart = at + 1;
            }
        }
    }

    private char charAt(int index) {
        return index < text.length() ? text.charAt(index) : NOTHING;
    }

    private int endOfDigits(int from) {
        int end = from;
        while (isDigit(charAt(end))) {
            end++;
        }
        return end;
    }

    private int endOfHex(int from) {
        int end = from;
        while (isHexDigit(charAt(end))) {
            end++;
        }
        return end;
    }

    private int endOfName(int from) {
        int end = from;
        while (isNamePart(charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isHexDigit(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    /** SQLite takes every character beyond ASCII for a letter. */
    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c) || c == '$';
    }
}
