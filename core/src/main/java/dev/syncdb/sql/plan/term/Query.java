package dev.syncdb.sql.plan.term;

import dev.syncdb.value.Row;

import java.util.List;
import java.util.Set;

/**
 * A plan that yields rows, as a term sees it. Immutable; one execution of it is a {@link Cursor}.
 */
public interface Query {
    /** What it yields, from left to right. */
    List<Output> outputs();

    /**
     * The slots of enclosing queries that it reads; empty if all of its executions in a statement
     * are alike.
     */
    Set<Integer> outerSlots();

    /** A column of the result. */
    record Output(String name, Term term) {}

    /** One execution. Begins before the first row; confined to its thread; needs no closing. */
    interface Cursor {
        /** Moves to the next row; false if there is none. */
        boolean next();

        /** The row that the last {@link #next()} found. */
        Row row();
    }
}
