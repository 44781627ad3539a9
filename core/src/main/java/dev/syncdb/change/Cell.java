package dev.syncdb.change;

import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

/**
 * One cell that an update changed.
 *
 * @param column position in the table
 * @param before what was there when the transaction began; null where it is not known, as in a
 *     change read from a log
 * @param after what is there now; if {@code relative}, what is to come to whatever is there, in the
 *     form of the column's merge rule: of a counter, the increment
 */
public record Cell(int column, @Nullable Value before, Value after, boolean relative) {
    /** A cell that gets a value, whatever was there. */
    public Cell(int column, @Nullable Value before, Value after) {
        this(column, before, after, false);
    }
}
