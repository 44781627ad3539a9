package dev.syncdb.sql.plan;

import dev.syncdb.schema.Table;
import dev.syncdb.sql.plan.InsertPlan.Assignment;
import dev.syncdb.sql.plan.term.Query;
import dev.syncdb.sql.plan.term.Term;
import dev.syncdb.sql.syntax.Statement.ConflictAction;

import java.util.List;

/**
 * UPDATE.
 *
 * @param guards conditions that read no row: unless all hold, no row changes
 * @param step how the rows are found
 * @param outputs of RETURNING; empty for none
 */
public record UpdatePlan(
        Table table,
        ConflictAction conflict,
        List<Term> guards,
        Step step,
        List<Assignment> assignments,
        List<Query.Output> outputs)
        implements Plan.Action {
    public UpdatePlan {
        guards = List.copyOf(guards);
        assignments = List.copyOf(assignments);
        outputs = List.copyOf(outputs);
    }
}
