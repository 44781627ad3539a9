package dev.syncdb.sql.plan;

/**
 * A statement, ready to run any number of times on the schema it was planned for. Immutable; may run in many threads at
 * once.
 *
 * @param slots how many rows its frame holds
 * @param parameters how many values must be given to it
 */
public record Plan(Action action, int slots, int parameters) {
    /** What a statement does. */
    public sealed interface Action permits QueryPlan, InsertPlan, UpdatePlan, DeletePlan {}

    /** The access paths, one line for each source, for tests and the curious. */
    String describe() {
        return Description.of(action);
    }
}
