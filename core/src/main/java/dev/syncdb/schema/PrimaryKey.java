package dev.syncdb.schema;

import java.util.List;

/**
 * The columns that name a row.
 *
 * @param columns their positions in the table, in key order
 * @param automatic true if the key is one INTEGER column, SQLite's rowid, that the store fills
 *     where none is given
 * @param neverReused true for AUTOINCREMENT: a number once given is not given again
 * @param deletes what becomes of a row that one deletes and another edits
 * @param mergesInserts true if two rows that were inserted under one key are one row; false if the
 *     second one is refused
 */
public record PrimaryKey(
        List<Integer> columns,
        boolean automatic,
        boolean neverReused,
        Deletes deletes,
        boolean mergesInserts) {
    /** What becomes of a delete and an edit of one row that did not know of each other. */
    public enum Deletes {
        /** The row goes, whichever arrives first. */
        DELETE_WINS,
        /** The row stays or comes back, whichever arrives first. */
        UPDATE_WINS,
        /** The row goes, and somebody is to look at it. */
        MANUAL
    }

    public PrimaryKey {
        columns = List.copyOf(columns);
    }

    /** A key without policies of its own. */
    public PrimaryKey(List<Integer> columns, boolean automatic, boolean neverReused) {
        this(columns, automatic, neverReused, Deletes.DELETE_WINS, false);
    }
}
