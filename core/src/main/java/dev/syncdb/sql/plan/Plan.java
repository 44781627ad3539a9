package dev.syncdb.sql.plan;

import dev.syncdb.sql.plan.term.Query;
import dev.syncdb.sql.syntax.Statement.ConflictAction;

import java.util.List;

/**
 * A statement, ready to run any number of times on the schema it was planned for. Immutable; may
 * run in many threads at once.
 *
 * @param slots how many rows its frame holds
 * @param parameters what values it must be given, in order: names with their sign, or ?
 */
public record Plan(Action action, int slots, List<String> parameters) {
    public Plan {
        parameters = List.copyOf(parameters);
    }

    /** What a statement does. */
    public sealed interface Action permits QueryPlan, InsertPlan, UpdatePlan, DeletePlan {
        /** What a row that breaks a constraint does. */
        default ConflictAction conflict() {
            return ConflictAction.ABORT;
        }

        /** What is handed back: the columns of a query, or what RETURNING names. */
        List<Query.Output> outputs();
    }

    /** The access paths, one line for each source, for tests and the curious. */
    String describe() {
        return Description.of(action);
    }
}
