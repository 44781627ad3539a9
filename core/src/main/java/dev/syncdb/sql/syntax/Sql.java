package dev.syncdb.sql.syntax;

import dev.syncdb.error.Incorrect;

/**
 * The door to the parser. Pure; may be called from any thread.
 *
 * <p>All methods fail with {@link Incorrect} alone: SYNTAX for what is not SQL, UNSUPPORTED for
 * what only SQLite understands, LIMIT for what is too long or too deeply nested. The message names
 * line and column.
 */
public final class Sql {
    private Sql() {}

    /** The only statement of {@code text}, behind which semicolons may stand. */
    public static Statement parse(String text) {
        return parse(new Tokens(text));
    }

    /** The only statement that these tokens are. */
    static Statement parse(Tokens tokens) {
        Statement statement = new StatementParser(tokens).statement();
        while (tokens.at(TokenKind.SEMICOLON)) {
            tokens.skip();
        }
        requireEnd(tokens);
        return statement;
    }

    /**
     * The expression that is all of {@code text}: how a schema reads the CHECKs and DEFAULTs that
     * it keeps.
     */
    public static Expression parseExpression(String text) {
        Tokens tokens = new Tokens(text);
        Expression expression = new StatementParser(tokens).expression();
        requireEnd(tokens);
        return expression;
    }

    private static void requireEnd(Tokens tokens) {
        if (!tokens.at(TokenKind.END_OF_TEXT)) {
            throw tokens.expected(TokenKind.END_OF_TEXT.text());
        }
    }
}
