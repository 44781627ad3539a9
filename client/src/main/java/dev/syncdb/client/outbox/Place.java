package dev.syncdb.client.outbox;

import dev.syncdb.change.Change;
import dev.syncdb.change.RowName;
import dev.syncdb.value.Key;

import org.jspecify.annotations.Nullable;

/**
 * Where a row is, or would be, in this replica: its name without the handle, which changes when the
 * server gives one.
 */
public record Place(String table, Key key) {
    public static Place of(RowName row) {
        return new Place(row.table(), row.key());
    }

    /** The row that is changed; null for a change of structure, and for what is only expected. */
    public static @Nullable Place of(Change change) {
        RowName row = rowOf(change);
        return row == null ? null : of(row);
    }

    /**
     * The name of the row that is changed; null for a change of structure, and for what is only
     * expected.
     */
    public static @Nullable RowName rowOf(Change change) {
        if (change instanceof Change.Insert insert) {
            return insert.row();
        }
        if (change instanceof Change.Update update) {
            return update.row();
        }
        return change instanceof Change.Delete delete ? delete.row() : null;
    }
}
