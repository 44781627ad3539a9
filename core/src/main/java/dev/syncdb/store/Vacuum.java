package dev.syncdb.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Frees versions that no snapshot reads any more: cuts chains and, unless tombstones are kept,
 * removes the heads that were left by them. Works off a queue, a little before each transaction.
 * Versions are added by whoever publishes them, all else is for the writer.
 */
final class Vacuum {
    /** More than a commit adds, so that the queue that a long snapshot left grows shorter. */
    private static final int STEPS_PER_ROW = 2;

    private static final int STEPS_MIN = 16;

    private final Deque<Garbage> garbage = new ArrayDeque<>();
    private int added;

    /** A version of a row below which, once nobody reads older states, the chain can be cut. */
    private record Garbage(TableData table, RowHead head, RowVersion version) {}

    /** Notes what the commit of that version has superseded. */
    synchronized void add(long version, List<RowStep> rows) {
        for (RowStep row : rows) {
            RowVersion now = row.head().at(version);
            if (now != null && (now.previous() != null || !now.isLive())) {
                garbage.add(new Garbage(row.table(), row.head(), now));
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
    synchronized void run(View published, long oldest, boolean wholly, boolean atOnce) {
        int steps = atOnce ? garbage.size() : added * STEPS_PER_ROW + STEPS_MIN;
        added = 0;
        for (int i = 0; i < steps; i++) {
            Garbage next = garbage.peek();
            if (next == null || next.version().version() > oldest) {
                return;
            }
            garbage.remove();
            collect(next, published, oldest, wholly);
        }
    }

    private void collect(Garbage next, View published, long oldest, boolean wholly) {
        RowHead head = next.head();
        RowVersion newest = head.newest();
        if (newest == null) {
            return;
        }
        // One pass cuts all that a long snapshot has left of a row.
        RowVersion last = newest.version() <= oldest ? newest : next.version();
        next.table().heap().cut(last);
        if (!last.isLive() && wholly) {
            if (newest.version() == last.version()) {
                next.table().heap().remove(head, last);
            } else if (newest.version() > published.version()) {
                // A commit in the making stands on the tombstone and may yet be undone.
                garbage.add(new Garbage(next.table(), head, last));
            }
        }
    }
}
