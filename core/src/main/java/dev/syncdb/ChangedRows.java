package dev.syncdb;

import dev.syncdb.change.Image;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.store.ChangeScan;
import dev.syncdb.store.Snapshot;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

/**
 * The rows that changed after some version, in order of their newest version, each once, deleted
 * ones among them. Begins before the first. Confined to one thread; must be closed, because it
 * keeps one state of the database alive; then all fails with CLOSED. Where it stands on no row,
 * what is asked about the row fails with ROW_ABSENT.
 */
public final class ChangedRows implements AutoCloseable {
    private final Snapshot snapshot;
    private final ChangeScan scan;
    private boolean standing;

    /** Takes over {@code snapshot}. */
    ChangedRows(Snapshot snapshot, ChangeScan scan) {
        this.snapshot = snapshot;
        this.scan = scan;
    }

    /** The version of the state that is read: what to ask from the next time. */
    public long upTo() {
        return snapshot.version();
    }

    /** Moves to the next changed row; false if there is none. */
    public boolean next() {
        snapshot.version();
        standing = scan.next();
        return standing;
    }

    /** The commit that changed the row last. */
    public long version() {
        return standing().version();
    }

    public String table() {
        return standing().table();
    }

    public Key key() {
        return standing().key();
    }

    /** The row as it is now, or null if it was deleted. */
    public @Nullable Row row() {
        Image image = standing().image();
        return image == null ? null : image.cells();
    }

    @Override
    public void close() {
        snapshot.close();
    }

    private ChangeScan standing() {
        snapshot.version();
        if (!standing) {
            throw new Incorrect(ErrorCode.ROW_ABSENT, "no changed row here; ask next() first");
        }
        return scan;
    }
}
