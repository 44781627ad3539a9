package dev.syncdb.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Frees versions that no snapshot reads any more: cuts chains and, unless tombstones are kept,
 * removes the heads that were left by them. Works off a queue, a little before each transaction.
 * Guarded by its timeline.
 */
final class Vacuum {
    /** More than a commit adds, so that the queue that a long snapshot left grows shorter. */
    private static final int STEPS_PER_ROW = 2;

    private static final int STEPS_MIN = 16;

    /** Steps to versions below which, once nobody reads older states, the chain can be cut. */
    private final Deque<RowStep> garbage = new ArrayDeque<>();

    private int added;

    /** True if there is nothing to free. */
    boolean isIdle() {
        return garbage.isEmpty();
    }

    /**
     * Notes what a commit has superseded.
     *
     * @param rows one step for each, to what it is now
     */
    void add(List<RowStep> rows) {
        for (int i = 0; i < rows.size(); i++) {
            RowVersion now = rows.get(i).after();
            if (now != null && (now.previous() != null || !now.isLive())) {
                garbage.add(rows.get(i));
            }
        }
        added += rows.size();
    }

    /**
     * Frees some of what nobody reads.
     *
     * @param oldest the oldest version that is read
     * @param wholly true to remove what deleted rows have left, false to keep tombstones
     * @param atOnce true to free not some but all
     */
    void run(View published, long oldest, boolean wholly, boolean atOnce) {
        int steps = atOnce ? garbage.size() : added * STEPS_PER_ROW + STEPS_MIN;
        added = 0;
        for (int i = 0; i < steps; i++) {
            RowStep next = garbage.peek();
            RowVersion version = next == null ? null : next.after();
            if (next == null || version == null || version.version() > oldest) {
                return;
            }
            garbage.remove();
            collect(next, version, published, oldest, wholly);
        }
    }

    private void collect(
            RowStep next, RowVersion version, View published, long oldest, boolean wholly) {
        RowHead head = next.head();
        RowVersion newest = head.newest();
        if (newest == null) {
            return;
        }
        // One pass cuts all that a long snapshot has left of a row.
        RowVersion last = newest.version() <= oldest ? newest : version;
        Heap heap = next.table().heap();
        heap.cut(last);
        if (!last.isLive() && wholly) {
            if (newest.version() == last.version()) {
                heap.remove(head, last);
            } else if (newest.version() > published.version()) {
                // A commit in the making stands on the tombstone and may yet be undone.
                garbage.add(new RowStep(next.table(), head, null, last));
            }
        }
    }
}
