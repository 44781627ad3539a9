package dev.syncdb.sql.syntax;

import dev.syncdb.sql.syntax.Select.JoinKind;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What stands behind FROM: sources and joins. */
final class FromParser {
    private final Tokens tokens;
    private final Nesting nesting;
    private final ExpressionParser expressions;
    private final Supplier<Select> select;

    FromParser(
            Tokens tokens, Nesting nesting, ExpressionParser expressions, Supplier<Select> select) {
        this.tokens = tokens;
        this.nesting = nesting;
        this.expressions = expressions;
        this.select = select;
    }

    /** A source and all that is joined to it. */
    Select.From from() {
        Select.Source first = source();
        List<Select.Join> joins = new ArrayList<>();
        while (atJoin()) {
            joins.add(join());
        }
        return new Select.From(first, joins);
    }

    private boolean atJoin() {
        return switch (tokens.current().kind()) {
            case COMMA, JOIN, NATURAL, INNER, CROSS, LEFT, RIGHT, FULL -> true;
            default -> false;
        };
    }

    private Select.Join join() {
        boolean natural = tokens.accept(TokenKind.NATURAL);
        JoinKind kind = joinKind(natural);
        Select.Source source = source();
        @Nullable Expression on = expressions.optional(TokenKind.ON);
        List<String> using = List.of();
        if (on == null && tokens.accept(TokenKind.USING)) {
            using = tokens.parenthesizedList(() -> tokens.name("a column name"));
        }
        return new Select.Join(kind, natural, source, on, using);
    }

    private JoinKind joinKind(boolean natural) {
        if (!natural && tokens.accept(TokenKind.COMMA)) {
            return JoinKind.COMMA;
        }
        JoinKind kind =
                switch (tokens.current().kind()) {
                    case LEFT -> outer(JoinKind.LEFT);
                    case RIGHT -> outer(JoinKind.RIGHT);
                    case FULL -> outer(JoinKind.FULL);
                    case CROSS -> {
                        tokens.take();
                        yield JoinKind.CROSS;
                    }
                    default -> {
                        tokens.accept(TokenKind.INNER);
                        yield JoinKind.INNER;
                    }
                };
        tokens.expect(TokenKind.JOIN);
        return kind;
    }

    private JoinKind outer(JoinKind kind) {
        tokens.take();
        tokens.accept(TokenKind.OUTER);
        return kind;
    }

    private Select.Source source() {
        if (tokens.accept(TokenKind.LEFT_PAREN)) {
            return parenthesized();
        }
        Position at = tokens.current().at();
        String name = tokens.schemaName("a table name");
        if (tokens.at(TokenKind.LEFT_PAREN)) {
            return function(name, at);
        }
        @Nullable String alias = tokens.alias();
        tokens.skipIndexHint();
        return new Select.TableSource(name, alias, at);
    }

    private Select.Source function(String name, Position at) {
        tokens.take();
        List<Expression> arguments =
                tokens.at(TokenKind.RIGHT_PAREN) ? List.of() : tokens.list(expressions::expression);
        tokens.expect(TokenKind.RIGHT_PAREN);
        return new Select.FunctionSource(name, arguments, tokens.alias(), at);
    }

    private Select.Source parenthesized() {
        if (SelectParser.begins(tokens.current().kind())) {
            Select inner = select.get();
            tokens.expect(TokenKind.RIGHT_PAREN);
            return new Select.SelectSource(inner, tokens.alias());
        }
        int outside = nesting.enter();
        Select.From inner = from();
        nesting.grow();
        nesting.leave(outside);
        tokens.expect(TokenKind.RIGHT_PAREN);
        return new Select.JoinSource(inner, tokens.alias());
    }
}
