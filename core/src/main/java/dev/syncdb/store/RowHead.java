package dev.syncdb.store;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.value.Key;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * The place of one row in memory: the chain of its versions, newest first, those of unpublished
 * commits among them. All of them have the same key. Indexes and the change log point here. Written
 * by the one writer, read by anybody.
 */
final class RowHead {
    private static final AtomicReferenceFieldUpdater<RowHead, RowVersion> NEWEST =
            AtomicReferenceFieldUpdater.newUpdater(RowHead.class, RowVersion.class, "newest");

    private final TableIdentity table;
    private final int hash;
    private volatile @Nullable RowVersion newest;

    /** @param hash of the key, see {@link KeyColumns} */
    RowHead(TableIdentity table, int hash) {
        this.table = table;
        this.hash = hash;
    }

    TableIdentity table() {
        return table;
    }

    int hash() {
        return hash;
    }

    /** The key of the row, which has a version. */
    Key key() {
        return table.keyColumns().keyOf(present());
    }

    @Nullable
    RowVersion newest() {
        return newest;
    }

    void setNewest(@Nullable RowVersion version) {
        if (version == null) {
            newest = null;
        } else {
            // Whoever is to see it learns of it in another way, so an ordered store will do.
            NEWEST.lazySet(this, version);
        }
    }

    /** The newest version, which is there. */
    RowVersion present() {
        RowVersion version = newest;
        if (version == null) {
            throw new Fault(ErrorCode.INTERNAL, "a row has no version");
        }
        return version;
    }

    /**
     * What a reader at {@code version} sees, maybe a tombstone; null if the row came later. Only
     * who has not pinned the version may meet {@link RowVersion#CUT}.
     */
    @Nullable
    RowVersion at(long version) {
        return at(newest, version);
    }

    /** As {@link #at(long)}, of a chain that begins with {@code newest}. */
    static @Nullable RowVersion at(@Nullable RowVersion newest, long version) {
        RowVersion each = newest;
        while (each != null && each.version() > version) {
            each = each.previous();
        }
        return each;
    }

    /** The row as a reader at {@code version} sees it, or null if it is not there. */
    @Nullable
    RowVersion liveAt(long version) {
        return RowVersion.liveOf(at(version));
    }
}
