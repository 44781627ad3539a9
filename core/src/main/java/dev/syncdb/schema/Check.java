package dev.syncdb.schema;

import org.jspecify.annotations.Nullable;

/**
 * A condition that every row must not break: false refuses the row, true and NULL accept it.
 *
 * @param name as given by CONSTRAINT, or null
 * @param column the column whose definition it stands in, or null for one of the table
 */
public record Check(@Nullable String name, @Nullable String column, Formula condition) {
    /** How messages call it: its name, or its text. */
    public String label() {
        return name != null ? name : condition.sql();
    }
}
