package dev.syncdb.sql.plan.term;

import dev.syncdb.clock.Environment;
import dev.syncdb.schema.Formula;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

/** The term of a CHECK or DEFAULT, which reads the row at slot 0. */
public record TermFormula(String sql, Term term) implements Formula {
    @Override
    public Value evaluate(Row row, Environment environment) {
        return term.value(Frame.ofRow(row, environment));
    }
}
