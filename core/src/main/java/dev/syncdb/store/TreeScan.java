package dev.syncdb.store;

import dev.syncdb.change.Image;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.store.tree.TreeCursor;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

/** The rows of a run of an order, as one version shows them; some are fetched ahead. */
final class TreeScan implements Scan {
    /** Short scans fetch little: so many rows at first, then so many times more. */
    private static final int AHEAD_FIRST = 4;

    private static final int AHEAD_GROWTH = 4;

    private final TableData table;
    private final TreeCursor<RowHead> cursor;
    private final long version;
    private final boolean beside;
    private final Object[] heads = new Object[Lookahead.ROWS_MAX];
    private final Lookahead ahead = new Lookahead();
    /** How many were asked for last; fewer came only at the end. */
    private int wanted;

    private int count;
    private int at = -1;

    private @Nullable RowHead head;
    private @Nullable RowVersion row;

    /** @param beside true for the writer, who may delete rows while it walks over them */
    TreeScan(TableData table, TreeCursor<RowHead> cursor, long version, boolean beside) {
        this.table = table;
        this.cursor = cursor;
        this.version = version;
        this.beside = beside;
    }

    @Override
    public boolean next() {
        do {
            if (++at >= count && !fetch()) {
                head = null;
                row = null;
                return false;
            }
            head = (RowHead) heads[at];
            row = there(beside ? head.at(version) : ahead.row(at));
        } while (row == null);
        return true;
    }

    /** The row; null if its own transaction deleted it while it scans. */
    private @Nullable RowVersion there(@Nullable RowVersion found) {
        if (found != null && found.isLive()) {
            return found;
        }
        if (found != null && found.isCut()) {
            throw RowVersion.tooLate();
        }
        if (!beside) {
            throw new Fault(ErrorCode.INTERNAL, "an order has a row that is not there");
        }
        return null;
    }

    /** Fetches the next rows; false if there are none. */
    private boolean fetch() {
        at = 0;
        if (count < wanted) {
            count = 0;
            return false;
        }
        wanted = wanted == 0 ? AHEAD_FIRST : Math.min(heads.length, wanted * AHEAD_GROWTH);
        count = cursor.next(heads, wanted);
        ahead.fetch(heads, 0, count, version);
        return count > 0;
    }

    @Override
    public Key key() {
        return head().table().keyColumns().keyOf(present());
    }

    @Override
    public Image image() {
        return table.image(present());
    }

    @Override
    public Row row() {
        return table.row(present());
    }

    /** The head of the row that the last {@link #next()} found. */
    RowHead head() {
        if (head == null) {
            throw nothing();
        }
        return head;
    }

    /** The row that the last {@link #next()} found. */
    RowVersion present() {
        if (row == null) {
            throw nothing();
        }
        return row;
    }

    private static Fault nothing() {
        return new Fault(ErrorCode.INTERNAL, "the scan stands on no row");
    }
}
