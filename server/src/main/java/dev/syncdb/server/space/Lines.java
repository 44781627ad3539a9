package dev.syncdb.server.space;

import dev.syncdb.change.Cursor;
import dev.syncdb.store.Range;
import dev.syncdb.store.Reader;
import dev.syncdb.store.Scan;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.message.Rewound;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.List;

/**
 * The table {@code syncdb_lines}: which opening of the space wrote which versions. A data folder
 * that was copied back or restored goes on under a line of its own, so a cursor from the history
 * that was lost is noticed.
 *
 * <p>A line is drawn at random and written by one opening only, in the first commit that it makes.
 * So two histories that list it are the same up to the smaller of the last versions that they have
 * of it.
 */
final class Lines {
    /** No version belongs to a line that is not listed. */
    static final long NONE = -1;

    private static final Range NEWEST_FIRST = new Range(null, null, true);
    private static final int FIRST_VERSION = 0;
    private static final int LINE = 1;

    private Lines() {}

    static void add(Transaction transaction, long firstVersion, long line) {
        transaction.insert(InternalTables.LINES, Row.of(Value.of(firstVersion), Value.of(line)));
    }

    /** The line that the newest version belongs to. */
    static long current(Reader rows) {
        Scan newest = rows.scan(InternalTables.LINES, NEWEST_FIRST);
        return newest.next() ? newest.image().cells().at(LINE).asLong() : 0;
    }

    /** True if the version is of that line in this history; {@code head} is the last one of all. */
    static boolean contain(Reader rows, Cursor cursor, long head) {
        boolean start = cursor.version() == 0;
        return start || cursor.version() <= lastVersion(rows, cursor.line(), head);
    }

    /**
     * The newest lines, newest first, each with its last version; {@code head} is the last one of
     * all.
     */
    static List<Cursor> newest(Reader rows, long head) {
        List<Cursor> lines = new ArrayList<>();
        long last = head;
        Scan scan = rows.scan(InternalTables.LINES, NEWEST_FIRST);
        while (lines.size() < Rewound.LINES_MAX && scan.next()) {
            Row row = scan.image().cells();
            lines.add(new Cursor(row.at(LINE).asLong(), last));
            last = row.at(FIRST_VERSION).asLong() - 1;
        }
        return lines;
    }

    /** The last version of a line, or {@link #NONE}; {@code head} is the last one of all. */
    static long lastVersion(Reader rows, long line, long head) {
        long last = head;
        Scan scan = rows.scan(InternalTables.LINES, NEWEST_FIRST);
        while (scan.next()) {
            Row row = scan.image().cells();
            if (row.at(LINE).asLong() == line) {
                return last;
            }
            last = row.at(FIRST_VERSION).asLong() - 1;
        }
        return NONE;
    }
}
