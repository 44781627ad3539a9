package dev.syncdb.sql.plan;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Column.Generation;
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
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Compiles the expressions that a schema keeps. */
final class FormulaCompiler {
    private static final int ROW_SLOT = 0;

    /** A DEFAULT, which reads no column. */
    Formula defaultValue(Excerpt excerpt) {
        return new TermFormula(excerpt.text(), compile(new Scope(null), excerpt));
    }

    /** A CHECK. */
    Formula check(String table, List<Column> columns, Excerpt excerpt) {
        Term term = ofRow(table, columns, excerpt);
        requireDeterministic(term, "the CHECK", table, excerpt);
        return new TermFormula(excerpt.text(), term);
    }

    /** What a generated column computes. */
    Generation generation(String table, List<Column> columns, Excerpt excerpt, boolean stored) {
        Term term = ofRow(table, columns, excerpt);
        requireDeterministic(term, "the generated column", table, excerpt);
        Set<Integer> reads = new HashSet<>();
        collectColumns(term, reads);
        return new Generation(new TermFormula(excerpt.text(), term), reads, stored);
    }

    private static Term ofRow(String table, List<Column> columns, Excerpt excerpt) {
        List<Scope.Field> fields = new ArrayList<>();
        for (Column column : columns) {
            fields.add(new Scope.Field(
                    column.name(), column.type().affinity(), column.collation(), false));
        }
        Scope scope = new Scope(null);
        scope.add(new Scope.Source(table, ROW_SLOT, fields, Scope.NO_ROWID, Set.of()));
        return compile(scope, excerpt);
    }

    /** It must give the same for the same row, here and on every replica. */
    private static void requireDeterministic(
            Term term, String what, String table, Excerpt excerpt) {
        if (!term.deterministic()) {
            throw Incorrect.at(
                    ErrorCode.SCHEMA,
                    what + " (" + excerpt.text() + ") could change its mind about a row",
                    table,
                    null);
        }
    }

    static void collectColumns(Term term, Set<Integer> columns) {
        if (term instanceof dev.syncdb.sql.plan.term.Column column) {
            columns.add(column.position());
        }
        term.operands().forEach(operand -> collectColumns(operand, columns));
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
