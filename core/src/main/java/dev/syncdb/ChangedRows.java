package dev.syncdb;

import dev.syncdb.schema.Table;
import dev.syncdb.store.ChangeScan;
import dev.syncdb.store.Snapshot;
import dev.syncdb.value.Key;

import org.jspecify.annotations.Nullable;

/**
 * The rows that changed after some version, in order of their newest version, each once, deleted
 * ones among them. Begins before the first. Must be closed, because it keeps one state of the
 * database alive. The columns are those of the table to which the row belongs.
 */
public final class ChangedRows extends RowCursor {
    private final Snapshot snapshot;
    private final ChangeScan scan;
    private @Nullable Table table;

    ChangedRows(Snapshot snapshot, long after) {
        this.snapshot = snapshot;
        this.scan = snapshot.changesAfter(after);
    }

    /** The version of the state that is read: what to ask from the next time. */
    public long upTo() {
        return snapshot.version();
    }

    /** Moves to the next changed row; false if there is none. */
    @Override
    public boolean next() {
        boolean found = scan.next();
        stand(found ? scan.row() : null);
        return found;
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

    /** True if the row was deleted; then it has no cells. */
    public boolean isDeleted() {
        return scan.row() == null;
    }

    @Override
    public int columnCount() {
        return structure().columns().size();
    }

    @Override
    public String columnName(int column) {
        return structure().columns().get(column).name();
    }

    @Override
    public void close() {
        stand(null);
        snapshot.close();
    }

    private Table structure() {
        Table known = table;
        if (known == null || !known.name().equals(scan.table())) {
            known = snapshot.schema().table(scan.table());
            table = known;
        }
        return known;
    }
}
