package dev.syncdb.sql.plan;

import dev.syncdb.schema.Table;
import dev.syncdb.sql.plan.term.Query;
import dev.syncdb.sql.plan.term.Term;

import java.util.List;

/**
 * EXPECT.
 *
 * @param guards conditions that read no row: unless all hold, no row is found
 * @param step how the rows are found
 * @param columns positions of the cells
 */
public record ExpectPlan(Table table, List<Term> guards, Step step, List<Integer> columns)
        implements Plan.Action {
    public ExpectPlan {
        guards = List.copyOf(guards);
        columns = List.copyOf(columns);
    }

    @Override
    public List<Query.Output> outputs() {
        return List.of();
    }
}
