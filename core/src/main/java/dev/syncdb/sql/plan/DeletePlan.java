package dev.syncdb.sql.plan;

import dev.syncdb.schema.Table;
import dev.syncdb.sql.plan.term.Query;
import dev.syncdb.sql.plan.term.Term;

import java.util.List;

/**
 * DELETE.
 *
 * @param guards conditions that read no row: unless all hold, no row goes
 * @param step how the rows are found
 * @param outputs of RETURNING; empty for none
 */
public record DeletePlan(Table table, List<Term> guards, Step step, List<Query.Output> outputs)
        implements Plan.Action {
    public DeletePlan {
        guards = List.copyOf(guards);
        outputs = List.copyOf(outputs);
    }
}
