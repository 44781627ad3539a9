package dev.syncdb.store;

import dev.syncdb.change.Image;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.store.tree.TreeCursor;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

/**
 * The rows of a run of an order, as one version shows them.
 *
 * <p>Rows that follow each other in an order lie anywhere in memory. Some are fetched ahead, so
 * that the processor waits for them together and not for one after the other: first their heads,
 * then what these point to, and so on, for it can only wait together for what it knows.
 */
final class TreeScan implements Scan {
    /** Short scans fetch little: so many rows at first, then so many times more. */
    private static final int AHEAD_FIRST = 4;

    private static final int AHEAD_GROWTH = 4;

    /** More than a processor fetches at once does not help. */
    private static final int AHEAD_MAX = 32;

    private final TreeCursor<RowHead> cursor;
    private final long version;
    private final boolean beside;
    private final Object[] heads = new Object[AHEAD_MAX];
    private final @Nullable RowVersion[] rows = new RowVersion[AHEAD_MAX];
    /** How many were asked for last; fewer came only at the end. */
    private int wanted;

    private int count;
    private int at = -1;

    /** Keeps the compiler from leaving out what it adds up. */
    @SuppressWarnings("UnusedVariable")
    private int touched;

    private @Nullable RowHead head;
    private @Nullable RowVersion row;

    /** @param beside true for the writer, who may delete rows while it walks over them */
    TreeScan(TreeCursor<RowHead> cursor, long version, boolean beside) {
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
            row = there(beside ? head.at(version) : rows[at]);
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
        wanted = wanted == 0 ? AHEAD_FIRST : Math.min(AHEAD_MAX, wanted * AHEAD_GROWTH);
        count = cursor.next(heads, wanted);
        int found = count;
        for (int i = 0; i < found; i++) {
            rows[i] = ((RowHead) heads[i]).newest();
        }
        for (int i = 0; i < found; i++) {
            rows[i] = RowHead.at(rows[i], version);
        }
        int sum = 0;
        for (int i = 0; i < found; i++) {
            RowVersion fetched = rows[i];
            sum += fetched == null ? 0 : fetched.touchStart();
        }
        for (int i = 0; i < found; i++) {
            RowVersion fetched = rows[i];
            sum += fetched == null ? 0 : fetched.touch();
        }
        touched += sum;
        return count > 0;
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
