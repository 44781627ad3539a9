package dev.syncdb.store;

import dev.syncdb.change.Image;
import dev.syncdb.value.Key;

import org.jspecify.annotations.Nullable;

/**
 * The place of one row in memory: its key and the chain of its versions, newest first, those of
 * unpublished commits among them. Indexes and the change log point here. Written by the one writer,
 * read by anybody.
 */
final class RowHead {
    private final TableIdentity table;
    private final Key key;
    private volatile @Nullable RowVersion newest;

    RowHead(TableIdentity table, Key key) {
        this.table = table;
        this.key = key;
    }

    TableIdentity table() {
        return table;
    }

    Key key() {
        return key;
    }

    @Nullable
    RowVersion newest() {
        return newest;
    }

    void setNewest(@Nullable RowVersion version) {
        newest = version;
    }

    /** What a reader at {@code version} sees, maybe a tombstone; null if the row came later. */
    @Nullable
    RowVersion at(long version) {
        RowVersion each = newest;
        while (each != null && each.version() > version) {
            each = each.previous();
        }
        return each;
    }

    /** The row as a reader at {@code version} sees it, or null if it is not there. */
    @Nullable
    Image imageAt(long version) {
        RowVersion visible = at(version);
        return visible == null ? null : visible.image();
    }
}
