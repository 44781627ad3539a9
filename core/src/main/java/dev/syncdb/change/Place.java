package dev.syncdb.change;

import dev.syncdb.value.Key;

import org.jspecify.annotations.Nullable;

/**
 * Where a row is, or would be, in one replica: its name without the handle, which changes when the
 * server gives one.
 */
public record Place(String table, Key key) {
    /** The place of a row. */
    public static Place of(RowName row) {
        return new Place(row.table(), row.key());
    }

    /** The place of the row that is changed; null where none is, see {@link Change#changed}. */
    public static @Nullable Place of(Change change) {
        RowName row = change.changed();
        return row == null ? null : of(row);
    }
}
