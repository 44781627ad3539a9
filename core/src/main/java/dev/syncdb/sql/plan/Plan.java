package dev.syncdb.sql.plan;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.plan.term.Query;
import dev.syncdb.sql.syntax.Statement.ConflictAction;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/**
 * A statement, ready to run any number of times on the schema it was planned for. Immutable; may
 * run in many threads at once.
 *
 * @param slots how many rows its frame holds
 * @param parameters what values it must be given, in order: names with their sign, or ?
 */
public record Plan(Action action, int slots, List<String> parameters) {
    private static final Set<ErrorCode> CONFLICTS =
            Set.of(ErrorCode.NOT_NULL, ErrorCode.UNIQUE, ErrorCode.PRIMARY_KEY, ErrorCode.CHECK);

    public Plan {
        parameters = List.copyOf(parameters);
    }

    /** What a statement does. */
    public sealed interface Action
            permits QueryPlan, InsertPlan, UpdatePlan, DeletePlan, ExpectPlan {
        /** What a row that breaks a constraint does. */
        default ConflictAction conflict() {
            return ConflictAction.ABORT;
        }

        /** The table that is written, or null. */
        default @Nullable Table table() {
            return null;
        }

        /**
         * True if a constraint refused a row about which OR has a say. It has none about types and
         * foreign keys, nor about the rows of other tables that their actions reach.
         */
        default boolean isConflict(Incorrect refused) {
            Table written = table();
            return written != null
                    && written.name().equals(refused.table())
                    && CONFLICTS.contains(refused.code());
        }

        /** What is handed back: the columns of a query, or what RETURNING names. */
        List<Query.Output> outputs();
    }

    /** The access paths, one line for each source, for tests and the curious. */
    String describe() {
        return Description.of(action);
    }
}
