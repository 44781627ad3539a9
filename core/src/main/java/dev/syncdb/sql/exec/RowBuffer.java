package dev.syncdb.sql.exec;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.sql.plan.term.Query;
import dev.syncdb.value.Row;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows that are kept before they are handed on. Bounded, so that a careless join fails instead of
 * the process.
 */
final class RowBuffer {
    /** More than anybody reads, and a bound on the memory of one statement. */
    static final int ROWS_MAX = 20_000_000;

    private RowBuffer() {}

    /** All rows that {@code cursor} has left. */
    static List<Row> all(Query.Cursor cursor) {
        List<Row> rows = new ArrayList<>();
        while (cursor.next()) {
            requireRoom(rows.size());
            rows.add(cursor.row());
        }
        return rows;
    }

    /** Fails with LIMIT if no further row may be kept. */
    static void requireRoom(int rows) {
        if (rows >= ROWS_MAX) {
            throw new Incorrect(
                    ErrorCode.LIMIT, "a statement may keep " + ROWS_MAX + " rows, not more");
        }
    }
}
