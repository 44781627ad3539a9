package dev.syncdb.sql.plan;

import dev.syncdb.schema.IndexColumn;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.plan.term.Query;
import dev.syncdb.sql.plan.term.Term;
import dev.syncdb.sql.syntax.Statement.ConflictAction;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * INSERT.
 *
 * @param columns where in the table each value of a row goes
 * @param rows null for DEFAULT VALUES
 * @param target where RETURNING and DO UPDATE find the row of the table
 * @param outputs of RETURNING; empty for none
 */
public record InsertPlan(
        Table table,
        ConflictAction conflict,
        List<Integer> columns,
        @Nullable QueryPlan rows,
        List<Upsert> upserts,
        int target,
        List<Query.Output> outputs)
        implements Plan.Action {
    public InsertPlan {
        columns = List.copyOf(columns);
        upserts = List.copyOf(upserts);
        outputs = List.copyOf(outputs);
    }

    /**
     * ON CONFLICT.
     *
     * @param key the unique columns it is about, and how they compare; empty for any
     * @param excluded where it finds the row that was to be inserted
     * @param assignments empty for DO NOTHING
     */
    public record Upsert(
            List<IndexColumn> key,
            int excluded,
            List<Assignment> assignments,
            @Nullable Term where) {
        public Upsert {
            key = List.copyOf(key);
            assignments = List.copyOf(assignments);
        }
    }

    /** A column that gets a new value. */
    public record Assignment(int column, Term value) {}
}
