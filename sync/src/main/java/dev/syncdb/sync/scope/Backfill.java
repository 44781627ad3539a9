package dev.syncdb.sync.scope;

import dev.syncdb.change.Cell;
import dev.syncdb.value.Row;

import java.util.List;
import java.util.function.IntPredicate;

/**
 * What a client lacks in rows that it has: it made them itself from those of an older version of
 * the schema, when it came to a newer one.
 */
public interface Backfill {
    /** For a client whose rows were told in the words of its version. */
    Backfill NONE = new Backfill() {
        @Override
        public boolean isNeeded() {
            return false;
        }

        @Override
        public boolean isOfNewTable(String table) {
            return false;
        }

        @Override
        public List<Cell> lacking(String table, Row row, IntPredicate isNews) {
            return List.of();
        }
    };

    /** False if the client lacks nothing. */
    boolean isNeeded();

    /** True if the client never had rows of that table. */
    boolean isOfNewTable(String table);

    /**
     * The cells of a row that the client's version makes otherwise than they are.
     *
     * @param isNews whether the cell of a column has changed since the client heard of the row
     */
    List<Cell> lacking(String table, Row row, IntPredicate isNews);
}
