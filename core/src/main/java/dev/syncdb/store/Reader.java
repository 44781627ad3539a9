package dev.syncdb.store;

import dev.syncdb.change.Image;
import dev.syncdb.schema.Schema;
import dev.syncdb.value.Key;

import org.jspecify.annotations.Nullable;

/**
 * Reads one consistent state: a snapshot, or the state that a transaction is making. Table names in
 * any case.
 */
public interface Reader {
    Schema schema();

    /** The row of that key, or null. Fails with UNKNOWN_TABLE. */
    @Nullable
    Image get(String table, Key key);

    /** The rows of a table whose keys lie in the range, in order of their keys. */
    Scan scan(String table, Range range);

    /** The rows whose index columns lie in the range, in order of the index, then of the key. */
    Scan scanIndex(String table, String index, Range range);

    /** How many rows the table has. */
    long count(String table);
}
