package dev.syncdb.sql.plan;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Formula;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.plan.term.Numbering;
import dev.syncdb.sql.plan.term.Query;
import dev.syncdb.sql.plan.term.Resolver;
import dev.syncdb.sql.plan.term.Scope;
import dev.syncdb.sql.plan.term.Term;
import dev.syncdb.sql.plan.term.TermFormula;
import dev.syncdb.sql.syntax.Expression;
import dev.syncdb.sql.syntax.Select;

import java.util.HashSet;
import java.util.Set;

/**
 * An expression over the columns of one row, which gives the same for the same row wherever and
 * whenever it is evaluated.
 *
 * @param reads positions of the columns that it reads
 */
public record RowFormula(Formula formula, Set<Integer> reads) {
    private static final int ROW_SLOT = 0;

    public RowFormula {
        reads = Set.copyOf(reads);
    }

    /**
     * Compiles an expression over a row of {@code table}. Fails with UNSUPPORTED if there is a
     * parameter or a subquery in it, if it reads the hidden number of the row, or if it might give
     * something else the next time; with UNKNOWN_COLUMN and the like as a statement does.
     *
     * @param name what the expression calls the table
     * @param sql how messages call the expression
     */
    public static RowFormula of(Table table, String name, Expression expression, String sql) {
        Scope scope = new Scope(null);
        Scope.Source source = Scope.Source.of(table, name, ROW_SLOT);
        scope.add(new Scope.Source(name, ROW_SLOT, source.fields(), Scope.NO_ROWID, Set.of()));
        Numbering numbering = new Numbering();
        Term term = new Resolver(scope, numbering, RowFormula::refuse, null).resolve(expression);
        if (!numbering.parameters().isEmpty()) {
            throw refusal("a parameter has no value here");
        }
        if (!term.deterministic()) {
            throw refusal("the expression could give something else for the same row");
        }
        Set<Integer> reads = new HashSet<>();
        FormulaCompiler.collectColumns(term, reads);
        for (int read : reads) {
            Column column = table.columns().get(read);
            if (column.hidden()) {
                throw Incorrect.at(
                        ErrorCode.UNSUPPORTED,
                        "the number of a row is no value to compute with",
                        table.name(),
                        column.name());
            }
        }
        return new RowFormula(new TermFormula(sql, term), reads);
    }

    private static Query refuse(Select select, Scope scope) {
        throw refusal("a subquery reads other rows");
    }

    private static Incorrect refusal(String why) {
        return new Incorrect(ErrorCode.UNSUPPORTED, why);
    }
}
