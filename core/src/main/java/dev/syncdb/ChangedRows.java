package dev.syncdb;

import dev.syncdb.change.Image;
import dev.syncdb.store.ChangeScan;
import dev.syncdb.store.Snapshot;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

/**
 * The rows that changed after some version, in order of their newest version, each once, deleted
 * ones among them. Begins before the first. Confined to one thread; must be closed, because it
 * keeps one state of the database alive.
 */
public final class ChangedRows implements AutoCloseable {
    private final Snapshot snapshot;
    private final ChangeScan scan;

    ChangedRows(Snapshot snapshot, long after) {
        this.snapshot = snapshot;
        this.scan = snapshot.changesAfter(after);
    }

    /** The version of the state that is read: what to ask from the next time. */
    public long upTo() {
        return snapshot.version();
    }

    /** Moves to the next changed row; false if there is none. */
    public boolean next() {
        return scan.next();
    }

    /** The commit that changed the row last. */
    public long version() {
        return scan.version();
    }

    public String table() {
        return scan.table();
    }

    public Key key() {
        return scan.key();
    }

    /** The row as it is now, or null if it was deleted. */
    public @Nullable Row row() {
        Image image = scan.image();
        return image == null ? null : image.cells();
    }

    @Override
    public void close() {
        snapshot.close();
    }
}
