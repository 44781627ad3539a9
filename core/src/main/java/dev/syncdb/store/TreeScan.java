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
 * <p>Rows that follow each other in an order lie anywhere in memory. A few are fetched ahead, all
 * at once, so that the processor waits for them together and not for one after the other.
 */
final class TreeScan implements Scan {
    /** More than a processor fetches at once does not help. */
    private static final int AHEAD_MAX = 16;

    private final TreeCursor<RowHead> heads;
    private final long version;
    private final boolean beside;
    private final @Nullable RowHead[] ahead = new RowHead[AHEAD_MAX];
    private int aheadCount;
    private int aheadAt;

    /** Keeps the compiler from leaving out what it adds up. */
    @SuppressWarnings("UnusedVariable")
    private int touched;

    private @Nullable RowHead head;
    private @Nullable RowVersion row;

    /** @param beside true for the writer, who may delete rows while it walks over them */
    TreeScan(TreeCursor<RowHead> heads, long version, boolean beside) {
        this.heads = heads;
        this.version = version;
        this.beside = beside;
    }

    @Override
    public boolean next() {
        do {
            head = following();
            row = head == null ? null : there(head.at(version));
        } while (head != null && row == null);
        return head != null;
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

    private @Nullable RowHead following() {
        if (aheadAt == aheadCount) {
            fetch();
        }
        return aheadAt == aheadCount ? null : ahead[aheadAt++];
    }

    // Short scans fetch little: twice as much each time.
    private void fetch() {
        int wanted = Math.min(AHEAD_MAX, aheadCount * 2 + 2);
        int count = 0;
        RowHead next = heads.next();
        while (next != null) {
            ahead[count++] = next;
            next = count < wanted ? heads.next() : null;
        }
        for (int i = 0; i < count; i++) {
            RowHead fetched = ahead[i];
            RowVersion newest = fetched == null ? null : fetched.newest();
            touched += newest == null ? 0 : newest.touch();
        }
        aheadAt = 0;
        aheadCount = count;
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
