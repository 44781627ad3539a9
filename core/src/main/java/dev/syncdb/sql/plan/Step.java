package dev.syncdb.sql.plan;

import dev.syncdb.schema.Table;
import dev.syncdb.sql.plan.term.Term;

import java.util.List;

/**
 * One source of a query and how its rows are found.
 *
 * @param slot where its current row is put
 * @param optional true for the right side of a LEFT JOIN: where nothing fits, a row of NULLs
 * @param on conditions that a row must meet to fit; only of a LEFT JOIN
 * @param filters conditions that the rows of this step and those before it must meet
 */
public record Step(
        int slot,
        Input input,
        AccessPath path,
        boolean optional,
        List<Term> on,
        List<Term> filters) {
    public Step {
        on = List.copyOf(on);
        filters = List.copyOf(filters);
    }

    /** What the rows come from. */
    public sealed interface Input {
        /** How many cells its rows have. */
        int width();
    }

    /** A table of the store. */
    public record TableInput(Table table) implements Input {
        @Override
        public int width() {
            return table.columns().size();
        }
    }

    /** The result of a query, which runs once for each execution of the query around it. */
    public record QueryInput(QueryPlan query) implements Input {
        @Override
        public int width() {
            return query.outputs().size();
        }
    }
}
