package dev.syncdb.change;

import dev.syncdb.value.Key;

/**
 * Names a row across replicas.
 *
 * @param handle the number that the server gave this row, never given to another one;
 *     {@link #UNKNOWN} until it has
 */
public record RowName(String table, Key key, long handle) {
    /**
     * The handle of a row that the server has not numbered yet, or of any row of a plain database.
     */
    public static final long UNKNOWN = 0;

    /** A row without a handle. */
    public static RowName of(String table, Key key) {
        return new RowName(table, key, UNKNOWN);
    }
}
