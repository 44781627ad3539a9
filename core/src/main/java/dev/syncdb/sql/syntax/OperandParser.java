package dev.syncdb.sql.syntax;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What operators connect: literals, names, calls, CASE, CAST and whatever stands in parentheses.
 */
final class OperandParser {
    private final Tokens tokens;
    private final Nesting nesting;
    private final Supplier<Expression> expression;
    private final Supplier<Select> select;
    private final TypeParser types;
    private final Parameters parameters;

    /** {@code expression} reads a whole expression within an operand, {@code select} a subquery. */
    OperandParser(
            Tokens tokens,
            Nesting nesting,
            Supplier<Expression> expression,
            Supplier<Select> select) {
        this.tokens = tokens;
        this.nesting = nesting;
        this.expression = expression;
        this.select = select;
        this.types = new TypeParser(tokens);
        this.parameters = new Parameters(tokens);
    }

    Expression operand() {
        TokenKind kind = tokens.current().kind();
        return switch (kind) {
            case INTEGER -> integer("");
            case REAL ->
                new Expression.RealLiteral(Double.parseDouble(tokens.take().text()));
            case BLOB -> new Expression.BlobLiteral(tokens.take().text());
            case TEXT -> tokens.second().kind() == TokenKind.DOT ? column() : text();
            case NULL -> {
                tokens.take();
                yield new Expression.NullLiteral();
            }
            case PARAMETER -> parameters.parameter();
            case LEFT_PAREN -> parenthesized();
            case CASE -> caseOf();
            case EXISTS -> exists();
            default -> {
                if (!kind.isName()) {
                    throw tokens.expected("an expression");
                }
                yield named(kind);
            }
        };
    }

    /** The number that is the current token, made negative. */
    Expression negativeNumber() {
        if (tokens.at(TokenKind.REAL)) {
            return new Expression.RealLiteral(-Double.parseDouble(tokens.take().text()));
        }
        return integer("-");
    }

    private Expression integer(String sign) {
        String digits = tokens.take().text();
        boolean hex = digits.length() > 2 && (digits.charAt(1) | ' ') == 'x';
        if (hex) {
            long bits = Long.parseUnsignedLong(digits.substring(2), 16);
            return new Expression.IntegerLiteral(sign.isEmpty() ? bits : -bits);
        }
        try {
            return new Expression.IntegerLiteral(Long.parseLong(sign + digits));
        } catch (NumberFormatException beyond64Bits) {
            return new Expression.RealLiteral(Double.parseDouble(sign + digits));
        }
    }

    private Expression text() {
        return new Expression.TextLiteral(tokens.take().text());
    }

    /** A keyword that stands for a value, a call, or a column. */
    private Expression named(TokenKind kind) {
        TokenKind next = tokens.second().kind();
        if (next == TokenKind.LEFT_PAREN) {
            return call(kind);
        }
        if (next == TokenKind.DOT) {
            return column();
        }
        return switch (kind) {
            case TRUE, FALSE -> {
                tokens.take();
                yield new Expression.BooleanLiteral(kind == TokenKind.TRUE);
            }
            case CURRENT_DATE -> now(Expression.Now.CURRENT_DATE);
            case CURRENT_TIME -> now(Expression.Now.CURRENT_TIME);
            case CURRENT_TIMESTAMP -> now(Expression.Now.CURRENT_TIMESTAMP);
            default -> column();
        };
    }

    private Expression now(Expression.Now now) {
        tokens.take();
        return now;
    }

    private Expression column() {
        Mentions mentions = tokens.mentions();
        Token first = tokens.take();
        if (!tokens.accept(TokenKind.DOT)) {
            return new Expression.Column(null, mentions.column(first), first.at());
        }
        Token table = first;
        Token column = tokens.named("a column name");
        if (tokens.accept(TokenKind.DOT)) {
            tokens.requireMain(first);
            table = column;
            column = tokens.named("a column name");
        }
        return new Expression.Column(mentions.table(table), mentions.column(column), first.at());
    }

    private Expression parenthesized() {
        tokens.take();
        if (SelectParser.begins(tokens.current().kind())) {
            Select subquery = select.get();
            tokens.expect(TokenKind.RIGHT_PAREN);
            return new Expression.Subquery(subquery);
        }
        Expression inner = expression.get();
        if (tokens.at(TokenKind.COMMA)) {
            throw tokens.unsupported(
                    tokens.current(), "a row value (several values in parentheses)");
        }
        tokens.expect(TokenKind.RIGHT_PAREN);
        return inner;
    }

    private Expression exists() {
        tokens.take();
        tokens.expect(TokenKind.LEFT_PAREN);
        Select subquery = select.get();
        tokens.expect(TokenKind.RIGHT_PAREN);
        return new Expression.Exists(subquery);
    }

    private Expression caseOf() {
        tokens.take();
        @Nullable Expression base = tokens.at(TokenKind.WHEN) ? null : expression.get();
        List<Expression.When> branches = new ArrayList<>();
        do {
            tokens.expect(TokenKind.WHEN);
            Expression condition = expression.get();
            tokens.expect(TokenKind.THEN);
            branches.add(new Expression.When(condition, expression.get()));
        } while (tokens.at(TokenKind.WHEN));
        @Nullable Expression otherwise = tokens.accept(TokenKind.ELSE) ? expression.get() : null;
        tokens.expect(TokenKind.END);
        nesting.grow();
        return new Expression.Case(base, branches, otherwise);
    }

    private Expression call(TokenKind kind) {
        return switch (kind) {
            case CAST -> cast();
            case RAISE -> throw tokens.unsupported(tokens.current(), "RAISE");
            default -> function();
        };
    }

    private Expression cast() {
        tokens.take();
        tokens.expect(TokenKind.LEFT_PAREN);
        Expression operand = expression.get();
        tokens.expect(TokenKind.AS);
        TypeName type = types.type();
        if (type.words().isEmpty()) {
            throw tokens.expected("a type");
        }
        tokens.expect(TokenKind.RIGHT_PAREN);
        nesting.grow();
        return new Expression.Cast(operand, type);
    }

    private Expression function() {
        Token name = tokens.take();
        tokens.expect(TokenKind.LEFT_PAREN);
        boolean star = tokens.accept(TokenKind.STAR);
        boolean distinct = !star && tokens.accept(TokenKind.DISTINCT);
        if (!star && !distinct) {
            tokens.accept(TokenKind.ALL);
        }
        List<Expression> arguments =
                star || tokens.at(TokenKind.RIGHT_PAREN) ? List.of() : tokens.list(expression);
        if (tokens.at(TokenKind.ORDER)) {
            throw tokens.unsupported(tokens.current(), "ORDER BY within a call");
        }
        tokens.expect(TokenKind.RIGHT_PAREN);
        @Nullable Expression filter = filter();
        requireNoWindow();
        nesting.grow();
        return new Expression.Function(name.text(), arguments, distinct, star, filter, name.at());
    }

    private @Nullable Expression filter() {
        if (!tokens.at(TokenKind.FILTER, TokenKind.LEFT_PAREN)) {
            return null;
        }
        tokens.take();
        tokens.take();
        tokens.expect(TokenKind.WHERE);
        Expression filter = expression.get();
        tokens.expect(TokenKind.RIGHT_PAREN);
        return filter;
    }

    /** OVER is no reserved word: behind a call it may also be an alias. */
    private void requireNoWindow() {
        if (tokens.at(TokenKind.OVER)) {
            TokenKind next = tokens.second().kind();
            if (next == TokenKind.LEFT_PAREN || next.isName()) {
                throw tokens.unsupported(tokens.current(), "a window function (OVER)");
            }
        }
    }
}
