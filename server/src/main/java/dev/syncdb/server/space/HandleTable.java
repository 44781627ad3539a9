package dev.syncdb.server.space;

import dev.syncdb.change.Image;
import dev.syncdb.store.Reader;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.apply.Handles;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.HashMap;
import java.util.Map;

/**
 * The table {@code syncdb_handles}: the last row number of each table, and the last number of a
 * client. Lives for one transaction.
 */
final class HandleTable implements Handles {
    private static final int LAST = 1;

    private final Transaction transaction;
    private final Map<String, Long> last = new HashMap<>();

    HandleTable(Transaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public long next(String table) {
        long next = last.computeIfAbsent(table, this::stored) + 1;
        last.put(table, next);
        return next;
    }

    /** Writes down which numbers are taken now. */
    void save() {
        last.forEach((table, number) -> take(transaction, table, number));
    }

    /** The last number that was taken; 0 for none. */
    static long last(Reader rows, String table) {
        Image image = rows.get(InternalTables.HANDLES, Key.of(table));
        return image == null ? 0 : image.cells().at(LAST).asLong();
    }

    /** Writes down that the numbers up to {@code number} are taken. */
    static void take(Transaction transaction, String table, long number) {
        Row row = Row.of(Value.of(table), Value.of(number));
        Key key = Key.of(table);
        if (transaction.get(InternalTables.HANDLES, key) == null) {
            transaction.insert(InternalTables.HANDLES, row);
        } else {
            transaction.update(InternalTables.HANDLES, key, row);
        }
    }

    private long stored(String table) {
        return last(transaction, table);
    }
}
