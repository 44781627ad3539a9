package dev.syncdb.sync.apply;

import dev.syncdb.change.Image;
import dev.syncdb.merge.MergeContext;
import dev.syncdb.merge.MergeResult;
import dev.syncdb.schema.Schema;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

/**
 * The rows that operations are applied to: a transaction of the store, or a map in tests. Confined
 * to its caller. Writes fail with {@code Incorrect} where a constraint forbids them.
 */
public interface Rows {
    Schema schema();

    @Nullable
    Image get(String table, Key key);

    void insert(String table, Row row);

    void update(String table, Key key, Row row);

    /** Removes the row, if it is there; foreign-key actions follow. */
    void delete(String table, Key key);

    /** Replaces the hidden bytes of a row, or of the tombstone that this transaction left. */
    void hide(String table, Key key, Bytes hidden);

    /**
     * What the application's function for a column says of two values; null where there is none.
     */
    @Nullable
    MergeResult merged(@Nullable Value base, Value mine, Value theirs, MergeContext context);

    /** Fails if a UNIQUE or FOREIGN KEY constraint does not hold at the end of the transaction. */
    void requireConstraints();
}
