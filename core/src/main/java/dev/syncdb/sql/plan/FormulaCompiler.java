package dev.syncdb.sql.plan;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Formula;
import dev.syncdb.sql.plan.term.Numbering;
import dev.syncdb.sql.plan.term.Query;
import dev.syncdb.sql.plan.term.Resolver;
import dev.syncdb.sql.plan.term.Scope;
import dev.syncdb.sql.plan.term.Term;
import dev.syncdb.sql.plan.term.TermFormula;
import dev.syncdb.sql.syntax.Select;
import dev.syncdb.sql.syntax.Statement.Excerpt;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Compiles the expressions that a schema keeps. */
final class FormulaCompiler {
    private static final int ROW_SLOT = 0;

    /** A DEFAULT, which reads no column. */
    Formula defaultValue(Excerpt excerpt) {
        return new TermFormula(excerpt.text(), compile(new Scope(null), excerpt));
    }

    /** A CHECK, which must give the same for the same row, here and on every replica. */
    Formula check(String table, List<Column> columns, Excerpt excerpt) {
        List<Scope.Field> fields = new ArrayList<>();
        for (Column column : columns) {
            fields.add(new Scope.Field(
                    column.name(), column.type().affinity(), column.collation(), false));
        }
        Scope scope = new Scope(null);
        scope.add(new Scope.Source(table, ROW_SLOT, fields, Scope.NO_ROWID, Set.of()));
        Term term = compile(scope, excerpt);
        if (!term.deterministic()) {
            throw Incorrect.at(
                    ErrorCode.SCHEMA,
                    "the CHECK (" + excerpt.text() + ") could change its mind about a row",
                    table,
                    null);
        }
        return new TermFormula(excerpt.text(), term);
    }

    private static Term compile(Scope scope, Excerpt excerpt) {
        Numbering numbering = new Numbering();
        Term term = new Resolver(scope, numbering, FormulaCompiler::refuse, null)
                .resolve(excerpt.expression());
        if (!numbering.parameters().isEmpty()) {
            throw new Incorrect(ErrorCode.SCHEMA, "a schema has no parameters: " + excerpt.text());
        }
        return term;
    }

    private static Query refuse(Select select, Scope scope) {
        throw new Incorrect(ErrorCode.SCHEMA, "a schema has no subqueries in expressions");
    }
}
