package dev.syncdb.store;

import dev.syncdb.change.Image;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.store.tree.TreeCursor;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

/** The rows of a run of an order, as one version shows them. */
final class TreeScan implements Scan {
    private final TreeCursor<RowHead> heads;
    private final long version;
    private @Nullable RowHead head;
    private @Nullable RowVersion row;

    TreeScan(TreeCursor<RowHead> heads, long version) {
        this.heads = heads;
        this.version = version;
    }

    @Override
    public boolean next() {
        do {
            head = heads.next();
            row = head == null ? null : head.liveAt(version);
            // A row is gone that its own transaction deleted while it scans.
        } while (head != null && row == null);
        return head != null;
    }

    @Override
    public Key key() {
        return head().table().keyColumns().keyOf(present());
    }

    @Override
    public Image image() {
        RowVersion present = present();
        return new Image(present, present.hidden());
    }

    @Override
    public Row row() {
        return present();
    }

    /** The head of the row that the last {@link #next()} found. */
    RowHead head() {
        if (head == null) {
            throw nothing();
        }
        return head;
    }

    private RowVersion present() {
        if (row == null) {
            throw nothing();
        }
        return row;
    }

    private static Fault nothing() {
        return new Fault(ErrorCode.INTERNAL, "the scan stands on no row");
    }
}
