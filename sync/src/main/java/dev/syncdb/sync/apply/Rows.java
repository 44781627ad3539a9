package dev.syncdb.sync.apply;

import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.MergeContext;
import dev.syncdb.merge.MergeResult;
import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.sync.text.Texts;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;

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

    /** Removes a row to which nothing refers any more; no foreign-key action follows. */
    void discard(String table, Key key);

    /** Replaces the hidden bytes of a row, or of the tombstone that this transaction left. */
    void hide(String table, Key key, Bytes hidden);

    /**
     * What the application's function for a column says of two values; null where there is none.
     */
    @Nullable
    MergeResult merged(@Nullable Value base, Value mine, Value theirs, MergeContext context);

    /**
     * What the transaction comes to so far; a row that was brought back counts as one that was
     * there, with the cells that it came back with.
     */
    List<Change> changes();

    /** The row other than {@code self} that has the same values in a unique index; or null. */
    @Nullable
    Key clash(Index index, Row row, Key self);

    /** The rows whose foreign key refers to a parent with these cells. */
    List<Key> children(Table child, ForeignKey key, Row parent);

    /** The row to which a foreign key refers; null if that is nothing, or not there. */
    @Nullable
    Key parent(Table child, ForeignKey key, Row row);

    /** Who deleted the row of that name, before this transaction; null if nobody can say. */
    @Nullable
    CellVersion deletedBy(RowName name);

    /** Where deleted rows are kept. */
    DeletedRows deleted();

    /** Where the history of texts is kept. */
    default Texts texts() {
        return Texts.NONE;
    }

    /** Inserts a row that was deleted, with its hidden bytes. Its place must be free. */
    void restore(DeletedRow row);

    /** Fails if a UNIQUE or FOREIGN KEY constraint does not hold at the end of the transaction. */
    void requireConstraints();
}
