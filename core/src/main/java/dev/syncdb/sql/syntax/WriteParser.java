package dev.syncdb.sql.syntax;

import dev.syncdb.sql.syntax.Statement.ConflictAction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** INSERT, REPLACE, UPDATE and DELETE. */
final class WriteParser {
    private final Tokens tokens;
    private final SelectParser selects;
    private final ExpressionParser expressions;
    private final ConflictParser conflicts;

    WriteParser(Tokens tokens, SelectParser selects) {
        this.tokens = tokens;
        this.selects = selects;
        this.expressions = selects.expressions();
        this.conflicts = new ConflictParser(tokens);
    }

    /** INSERT or REPLACE, which is INSERT OR REPLACE. */
    Statement insert() {
        Token verb = tokens.take();
        @Nullable
        ConflictAction conflict =
                verb.kind() == TokenKind.REPLACE ? ConflictAction.REPLACE : conflicts.or();
        tokens.expect(TokenKind.INTO);
        Position at = tokens.current().at();
        String table = tokens.schemaName("a table name");
        @Nullable String alias = alias();
        List<String> columns = tokens.at(TokenKind.LEFT_PAREN)
                ? tokens.parenthesizedList(() -> tokens.name("a column name"))
                : List.of();
        @Nullable Select rows = null;
        if (tokens.accept(TokenKind.DEFAULT)) {
            tokens.expect(TokenKind.VALUES);
        } else {
            rows = selects.select();
        }
        List<Statement.Upsert> upserts = new ArrayList<>();
        while (tokens.accept(TokenKind.ON)) {
            upserts.add(upsert());
        }
        return new Statement.Insert(
                conflict, table, alias, columns, rows, upserts, returning(), at);
    }

    Statement update() {
        tokens.take();
        @Nullable ConflictAction conflict = conflicts.or();
        Position at = tokens.current().at();
        String table = tokens.schemaName("a table name");
        @Nullable String alias = alias();
        tokens.skipIndexHint();
        List<Statement.Assignment> assignments = assignments();
        if (tokens.at(TokenKind.FROM)) {
            throw tokens.unsupported(tokens.current(), "UPDATE with FROM");
        }
        @Nullable Expression where = expressions.optional(TokenKind.WHERE);
        return new Statement.Update(conflict, table, alias, assignments, where, returning(), at);
    }

    Statement delete() {
        tokens.take();
        tokens.expect(TokenKind.FROM);
        Position at = tokens.current().at();
        String table = tokens.schemaName("a table name");
        @Nullable String alias = alias();
        tokens.skipIndexHint();
        @Nullable Expression where = expressions.optional(TokenKind.WHERE);
        return new Statement.Delete(table, alias, where, returning(), at);
    }

    /** Behind the table of a write an alias needs its AS. */
    private @Nullable String alias() {
        return tokens.accept(TokenKind.AS) ? tokens.name("an alias") : null;
    }

    private Statement.Upsert upsert() {
        tokens.expect(TokenKind.CONFLICT);
        List<Select.Ordering> target = List.of();
        @Nullable Expression targetWhere = null;
        if (tokens.accept(TokenKind.LEFT_PAREN)) {
            target = selects.orderings();
            tokens.expect(TokenKind.RIGHT_PAREN);
            targetWhere = expressions.optional(TokenKind.WHERE);
        }
        tokens.expect(TokenKind.DO);
        if (tokens.accept(TokenKind.NOTHING)) {
            return new Statement.Upsert(target, targetWhere, List.of(), null);
        }
        tokens.expect(TokenKind.UPDATE);
        List<Statement.Assignment> assignments = assignments();
        @Nullable Expression where = expressions.optional(TokenKind.WHERE);
        return new Statement.Upsert(target, targetWhere, assignments, where);
    }

    private List<Statement.Assignment> assignments() {
        tokens.expect(TokenKind.SET);
        return tokens.list(this::assignment);
    }

    private Statement.Assignment assignment() {
        Token first = tokens.current();
        if (tokens.at(TokenKind.LEFT_PAREN)) {
            throw tokens.unsupported(first, "an assignment to several columns at once");
        }
        String column = tokens.name("a column name");
        tokens.expect(TokenKind.EQUAL);
        return new Statement.Assignment(column, expressions.expression(), first.at());
    }

    private List<Select.Result> returning() {
        return tokens.accept(TokenKind.RETURNING) ? selects.results() : List.of();
    }
}
