package dev.syncdb.change;

import dev.syncdb.value.Key;

/**
 * Names a row across replicas.
 *
 * @param handle the number that the server gave this row, never given to another one;
 *     {@link #UNKNOWN} until it has; {@link #ANY} where the server that gave it has lost it
 */
public record RowName(String table, Key key, long handle) {
    /**
     * The handle of a row that the server has not numbered yet, or of any row of a plain database.
     */
    public static final long UNKNOWN = 0;

    /**
     * Stands for whatever row has the key. A server that was restored from an older state gives the
     * numbers out again which it gave in the history that it lost, so a name from there says no
     * more than the key.
     */
    public static final long ANY = -1;

    /** A row without a handle. */
    public static RowName of(String table, Key key) {
        return new RowName(table, key, UNKNOWN);
    }

    /** Names whatever row has the key. A name without a handle stays as it is. */
    public RowName byKey() {
        return handle == UNKNOWN ? this : new RowName(table, key, ANY);
    }
}
