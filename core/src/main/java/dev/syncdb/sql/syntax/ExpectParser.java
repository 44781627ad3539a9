package dev.syncdb.sql.syntax;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * EXPECT, a precondition in the form of the simplest SELECT: columns of one table. It is about
 * cells, so whatever does not come to cells of that table is refused.
 */
final class ExpectParser {
    /** No keyword, so that it may still be a name. */
    private static final String VERB = "EXPECT";

    private final Tokens tokens;
    private final ExpressionParser expressions;

    ExpectParser(Tokens tokens) {
        this.tokens = tokens;
        this.expressions = new ExpressionParser(tokens, new Nesting(tokens), () -> {
            throw tokens.unsupported(tokens.current(), "a subquery in EXPECT");
        });
    }

    /** True if the statement that begins at the current token is one. */
    static boolean begins(Tokens tokens) {
        return tokens.at(TokenKind.WORD, TokenKind.SELECT)
                && tokens.current().text().equalsIgnoreCase(VERB);
    }

    Statement expect() {
        tokens.take();
        tokens.expect(TokenKind.SELECT);
        List<Expression.Column> columns =
                tokens.accept(TokenKind.STAR) ? List.of() : tokens.list(this::column);
        tokens.expect(TokenKind.FROM);
        Position at = tokens.current().at();
        String table = tokens.schemaName("a table name");
        @Nullable String alias = tokens.alias();
        @Nullable Expression where = expressions.optional(TokenKind.WHERE);
        return new Statement.Expect(table, alias, columns, where, at);
    }

    private Expression.Column column() {
        Position at = tokens.current().at();
        return new Expression.Column(null, tokens.name("a column name"), at);
    }
}
