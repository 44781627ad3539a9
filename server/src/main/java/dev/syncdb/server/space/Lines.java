package dev.syncdb.server.space;

import dev.syncdb.store.Range;
import dev.syncdb.store.Reader;
import dev.syncdb.store.Scan;
import dev.syncdb.store.Transaction;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

/**
 * The table {@code syncdb_lines}: which opening of the space wrote which versions. A data folder
 * that was copied back or restored goes on under a line of its own, so a cursor from the history
 * that was lost is noticed.
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
