package dev.syncdb.sql.plan;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A statement, ready to run any number of times on the schema it was planned for. Immutable; may
 * run in many threads at once.
 *
 * @param slots how many rows its frame holds
 * @param parameters what values it must be given, in order; a name with its sign, or null for one
 *     without
 */
public record Plan(Action action, int slots, List<@Nullable String> parameters) {
    public Plan {
        parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
    }

    /** What a statement does. */
    public sealed interface Action permits QueryPlan, InsertPlan, UpdatePlan, DeletePlan {}

    /** The access paths, one line for each source, for tests and the curious. */
    String describe() {
        return Description.of(action);
    }
}
