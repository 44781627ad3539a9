package dev.syncdb;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Table;
import dev.syncdb.store.ChangeScan;
import dev.syncdb.store.Snapshot;
import dev.syncdb.value.Key;

import org.jspecify.annotations.Nullable;

/**
 * The rows that changed after some version, in order of their newest version, each once, deleted
 * ones among them. Begins before the first. Confined to one thread; must be closed, because it
 * keeps one state of the database alive; then it has no cells, and all else fails with CLOSED.
 * Where it stands on no row, what is asked about the row fails with ROW_ABSENT, as do the cells of
 * one that was deleted. The columns are those of the table to which the row belongs.
 */
public final class ChangedRows extends RowCursor {
    private final Snapshot snapshot;
    private final ChangeScan scan;
    private boolean standing;
    private @Nullable Table table;

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
    @Override
    public boolean next() {
        snapshot.version();
        standing = scan.next();
        stand(standing ? scan.row() : null);
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

    /** True if the row was deleted; then it has no cells. */
    public boolean isDeleted() {
        return standing().row() == null;
    }

    @Override
    public int columnCount() {
        return structure().columns().size();
    }

    @Override
    public String columnName(int column) {
        requireColumn(column, columnCount());
        return structure().columns().get(column).name();
    }

    @Override
    public void close() {
        stand(null);
        snapshot.close();
    }

    private Table structure() {
        String name = standing().table();
        Table known = table;
        if (known == null || !known.name().equals(name)) {
            known = snapshot.schema().table(name);
            table = known;
        }
        return known;
    }

    private ChangeScan standing() {
        snapshot.version();
        if (!standing) {
            throw new Incorrect(ErrorCode.ROW_ABSENT, "no changed row here; ask next() first");
        }
        return scan;
    }
}
