package dev.syncdb.schema;

import java.util.List;

/**
 * The columns that name a row.
 *
 * @param columns their positions in the table, in key order
 * @param automatic true if the key is one INTEGER column, SQLite's rowid, that the store fills
 *     where none is given
 * @param neverReused true for AUTOINCREMENT: a number once given is not given again
 */
public record PrimaryKey(List<Integer> columns, boolean automatic, boolean neverReused) {
    public PrimaryKey {
        columns = List.copyOf(columns);
    }
}
