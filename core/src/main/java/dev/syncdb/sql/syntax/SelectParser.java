package dev.syncdb.sql.syntax;

import dev.syncdb.sql.syntax.Select.CompoundOperator;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** SELECT and VALUES, and the lists that other statements share with them. */
final class SelectParser {
    private final Tokens tokens;
    private final Nesting nesting;
    private final ExpressionParser expressions;
    private final FromParser from;

    SelectParser(Tokens tokens, Nesting nesting) {
        this.tokens = tokens;
        this.nesting = nesting;
        this.expressions = new ExpressionParser(tokens, nesting, this::select);
        this.from = new FromParser(tokens, nesting, expressions, this::select);
    }

    /** True if a SELECT begins so, and no expression or source. */
    static boolean begins(TokenKind kind) {
        return kind == TokenKind.SELECT || kind == TokenKind.VALUES || kind == TokenKind.WITH;
    }

    /** Reads the expressions of the same statement. */
    ExpressionParser expressions() {
        return expressions;
    }

    /** A SELECT with all that may follow it. */
    Select select() {
        int outside = nesting.enterSelect();
        Select select = ordered(compound());
        nesting.leaveSelect(outside);
        return select;
    }

    /** Terms of ORDER BY, or columns of an index. */
    List<Select.Ordering> orderings() {
        return tokens.list(this::ordering);
    }

    /** A result list. */
    List<Select.Result> results() {
        return tokens.list(this::result);
    }

    private Select compound() {
        Select first = core();
        List<Select.Part> parts = new ArrayList<>();
        @Nullable CompoundOperator operator = compoundOperator();
        while (operator != null) {
            parts.add(new Select.Part(operator, core()));
            operator = compoundOperator();
        }
        return parts.isEmpty() ? first : new Select.Compound(first, parts);
    }

    private @Nullable CompoundOperator compoundOperator() {
        if (tokens.accept(TokenKind.UNION)) {
            return tokens.accept(TokenKind.ALL)
                    ? CompoundOperator.UNION_ALL
                    : CompoundOperator.UNION;
        }
        if (tokens.accept(TokenKind.INTERSECT)) {
            return CompoundOperator.INTERSECT;
        }
        return tokens.accept(TokenKind.EXCEPT) ? CompoundOperator.EXCEPT : null;
    }

    private Select core() {
        if (tokens.at(TokenKind.WITH)) {
            throw tokens.unsupported(tokens.current(), "a common table expression (WITH)");
        }
        if (tokens.accept(TokenKind.VALUES)) {
            return new Select.Values(tokens.list(this::row));
        }
        tokens.expect(TokenKind.SELECT);
        boolean distinct = tokens.accept(TokenKind.DISTINCT);
        if (!distinct) {
            tokens.accept(TokenKind.ALL);
        }
        List<Select.Result> results = results();
        Select.@Nullable From source = tokens.accept(TokenKind.FROM) ? from.from() : null;
        @Nullable Expression where = expressions.optional(TokenKind.WHERE);
        List<Expression> groupBy = List.of();
        if (tokens.accept(TokenKind.GROUP)) {
            tokens.expect(TokenKind.BY);
            groupBy = tokens.list(expressions::expression);
        }
        @Nullable Expression having = expressions.optional(TokenKind.HAVING);
        if (tokens.at(TokenKind.WINDOW)) {
            throw tokens.unsupported(tokens.current(), "a window definition (WINDOW)");
        }
        return new Select.Core(distinct, results, source, where, groupBy, having);
    }

    private List<Expression> row() {
        return List.copyOf(tokens.parenthesizedList(expressions::expression));
    }

    private Select ordered(Select select) {
        List<Select.Ordering> orderBy = List.of();
        if (tokens.accept(TokenKind.ORDER)) {
            tokens.expect(TokenKind.BY);
            orderBy = orderings();
        }
        if (!tokens.accept(TokenKind.LIMIT)) {
            return orderBy.isEmpty() ? select : new Select.Ordered(select, orderBy, null, null);
        }
        Expression limit = expressions.expression();
        if (tokens.accept(TokenKind.COMMA)) {
            // LIMIT offset, limit.
            return new Select.Ordered(select, orderBy, expressions.expression(), limit);
        }
        return new Select.Ordered(select, orderBy, limit, expressions.optional(TokenKind.OFFSET));
    }

    private Select.Ordering ordering() {
        Expression expression = expressions.expression();
        boolean descending = tokens.accept(TokenKind.DESC);
        if (!descending) {
            tokens.accept(TokenKind.ASC);
        }
        return new Select.Ordering(expression, descending, nulls());
    }

    private Select.@Nullable Nulls nulls() {
        if (!tokens.accept(TokenKind.NULLS)) {
            return null;
        }
        if (tokens.accept(TokenKind.FIRST)) {
            return Select.Nulls.FIRST;
        }
        tokens.expect(TokenKind.LAST);
        return Select.Nulls.LAST;
    }

    private Select.Result result() {
        Token first = tokens.current();
        if (tokens.accept(TokenKind.STAR)) {
            return new Select.Star(null, first.at());
        }
        if (first.kind().isName()
                && tokens.second().kind() == TokenKind.DOT
                && tokens.third().kind() == TokenKind.STAR) {
            tokens.take();
            tokens.take();
            tokens.take();
            return new Select.Star(first.text(), first.at());
        }
        Expression expression = expressions.expression();
        String text = tokens.textSince(first.start());
        return new Select.Value(expression, tokens.alias(), text);
    }
}
