package dev.syncdb.sql.syntax;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The tokens of one text, read from left to right with two of lookahead: what all parsers of that
 * text share. Lives as long as the text is parsed; confined to one thread.
 *
 * <p>Messages name line, column and what was expected and found. They show words and symbols, but
 * never the value of a literal or a quoted name, which may be somebody's secret.
 */
final class Tokens {
    /** Far beyond what people write, and a bound on the memory that one statement can take. */
    static final int STATEMENT_CHARS_MAX = 1_000_000;

    /** Enough of a word to recognise it in a message. */
    private static final int WORD_CHARS_SHOWN_MAX = 40;

    private final Lexer lexer;
    private final Mentions mentions = new Mentions();
    private Token current;
    private @Nullable Token second;
    private @Nullable Token third;
    private int statementStart;
    private int takenEnd;

    Tokens(String text) {
        lexer = new Lexer(text);
        current = lexer.next();
    }

    /** Starts to count the length of a statement at the current token. */
    void beginStatement() {
        statementStart = current.start();
        mentions.clear();
    }

    Token current() {
        return current;
    }

    boolean at(TokenKind kind) {
        return current.kind() == kind;
    }

    boolean at(TokenKind first, TokenKind next) {
        return current.kind() == first && second().kind() == next;
    }

    /** The token behind the current one. */
    Token second() {
        if (second == null) {
            second = lexer.next();
        }
        return second;
    }

    /** The token behind the second. */
    Token third() {
        Token before = second();
        if (third == null) {
            third = before.kind() == TokenKind.END_OF_TEXT ? before : lexer.next();
        }
        return third;
    }

    /** The current token, and on to the next. Fails where the statement has become too long. */
    Token take() {
        if (current.end() - statementStart > STATEMENT_CHARS_MAX) {
            throw limit("a statement of more than " + STATEMENT_CHARS_MAX + " characters");
        }
        Token taken = current;
        takenEnd = taken.end();
        skip();
        return taken;
    }

    /** On to the next token. */
    void skip() {
        current = second != null ? second : lexer.next();
        second = third;
        third = null;
    }

    boolean accept(TokenKind kind) {
        if (current.kind() != kind) {
            return false;
        }
        take();
        return true;
    }

    Token expect(TokenKind kind) {
        if (current.kind() != kind) {
            throw expected(kind.text());
        }
        return take();
    }

    /**
     * A name, which SQLite also takes in single quotes. {@code what} it names is for the message.
     */
    String name(String what) {
        return named(what).text();
    }

    /** As {@link #name}, with where it stands. */
    Token named(String what) {
        if (current.kind().isName() || at(TokenKind.TEXT)) {
            return take();
        }
        throw expected(what);
    }

    /** A name of something in the schema, before which {@code main.} may stand. */
    String schemaName(String what) {
        return schemaNamed(what).text();
    }

    /** As {@link #schemaName}, with where it stands. */
    Token schemaNamed(String what) {
        Token first = named(what);
        if (!accept(TokenKind.DOT)) {
            return first;
        }
        requireMain(first);
        return named(what);
    }

    /** The name behind AS, or one that stands alone, or null. */
    @Nullable
    String alias() {
        if (accept(TokenKind.AS)) {
            return name("an alias");
        }
        // No alias: a name behind WINDOW is that of a window.
        boolean window = at(TokenKind.WINDOW) && second().kind().isName();
        return current.kind().isAlias() && !window ? take().text() : null;
    }

    /** Passes over INDEXED BY and NOT INDEXED: a hint, which changes no result. */
    void skipIndexHint() {
        if (at(TokenKind.NOT, TokenKind.INDEXED)) {
            take();
            take();
        } else if (accept(TokenKind.INDEXED)) {
            expect(TokenKind.BY);
            name("an index name");
        }
    }

    /** Fails unless {@code schema} is the name of the only schema there is. */
    void requireMain(Token schema) {
        if (!TokenKind.upperCase(schema.text()).equals("MAIN")) {
            throw unsupported(schema, "a schema other than main");
        }
    }

    /** One or more items between commas. */
    <T> List<T> list(Supplier<T> item) {
        List<T> items = new ArrayList<>();
        do {
            items.add(item.get());
        } while (accept(TokenKind.COMMA));
        return items;
    }

    /** One or more items between commas, in parentheses. */
    <T> List<T> parenthesizedList(Supplier<T> item) {
        expect(TokenKind.LEFT_PAREN);
        List<T> items = list(item);
        expect(TokenKind.RIGHT_PAREN);
        return items;
    }

    /** What was written from {@code start} to the end of the token last taken. */
    String textSince(int start) {
        return lexer.text().substring(start, takenEnd);
    }

    /** Behind the token last taken. */
    int takenEnd() {
        return takenEnd;
    }

    /** Where the statement names tables and columns. */
    Mentions mentions() {
        return mentions;
    }

    /** The failure to find {@code what} at the current token. */
    Incorrect expected(String what) {
        return at(TokenKind.ILLEGAL)
                ? failure(ErrorCode.SYNTAX, current, current.text())
                : failure(ErrorCode.SYNTAX, current, "expected " + what + " but found " + found());
    }

    /** The failure to accept {@code token}, which breaks {@code rule}. */
    Incorrect wrong(Token token, String rule) {
        return failure(ErrorCode.SYNTAX, token, rule);
    }

    /** The failure to understand what SQLite does: {@code what} begins at {@code token}. */
    Incorrect unsupported(Token token, String what) {
        return failure(ErrorCode.UNSUPPORTED, token, what + " is not supported");
    }

    /** The failure to take {@code what}, which goes beyond a limit at the current token. */
    Incorrect limit(String what) {
        return failure(ErrorCode.LIMIT, current, what + " is too much");
    }

    private static Incorrect failure(ErrorCode code, Token token, String message) {
        return new Incorrect(code, token.at() + ": " + message);
    }

    private String found() {
        TokenKind kind = current.kind();
        if (kind != TokenKind.WORD) {
            return kind.compareTo(TokenKind.LEFT_PAREN) < 0 ? kind.text() : quote(kind.text());
        }
        String word = current.text();
        return quote(
                word.length() <= WORD_CHARS_SHOWN_MAX
                        ? word
                        : word.substring(0, WORD_CHARS_SHOWN_MAX) + "...");
    }

    private static String quote(String text) {
        return "'" + text + "'";
    }
}
