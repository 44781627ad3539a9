package dev.syncdb.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Frees versions that no snapshot reads any more: cuts chains, and removes the index entries and,
 * unless tombstones are kept, the heads that were left by them. Works off a queue, a little with
 * each commit. Confined to the writer.
 */
final class Vacuum {
    /** More than a commit adds, so that the queue that a long snapshot left grows shorter. */
    private static final int STEPS_PER_ROW = 2;

    private static final int STEPS_MIN = 16;

    private final boolean keepsTombstones;
    private final Deque<Garbage> garbage = new ArrayDeque<>();
    private final Deque<VersionedCount.Entry> counts = new ArrayDeque<>();

    /** A version of a row below which, once nobody reads older states, the chain can be cut. */
    private record Garbage(RowHead head, RowVersion version) {}

    Vacuum(boolean keepsTombstones) {
        this.keepsTombstones = keepsTombstones;
    }

    /** Notes what a commit has superseded. */
    void add(View published, List<RowStep> rows) {
        for (RowStep row : rows) {
            RowVersion version = row.head().at(published.version());
            if (version != null && (version.previous() != null || version.image() == null)) {
                garbage.add(new Garbage(row.head(), version));
            }
            VersionedCount.Entry count = row.table().heap().count().newest();
            if (count.version() == published.version() && counts.peekLast() != count) {
                counts.add(count);
            }
        }
    }

    /**
     * Frees some of what nobody reads.
     *
     * @param oldest the oldest version that is read
     * @param added how many rows the last commit changed
     */
    void run(View published, long oldest, int added) {
        int steps = Math.min(garbage.size(), added * STEPS_PER_ROW + STEPS_MIN);
        for (int i = 0; i < steps; i++) {
            Garbage next = garbage.peek();
            if (next == null || next.version().version() > oldest) {
                break;
            }
            garbage.remove();
            collect(next, published, oldest);
        }
        while (!counts.isEmpty() && counts.peek().version() <= oldest) {
            counts.remove().cut();
        }
    }

    private void collect(Garbage next, View published, long oldest) {
        RowHead head = next.head();
        RowVersion newest = head.newest();
        TableData table = published.catalog().find(head.table());
        if (newest == null || table == null) {
            return;
        }
        // One pass cuts all that a long snapshot has left of a row.
        RowVersion last = newest.version() <= oldest ? newest : next.version();
        RowVersion unread = last.previous();
        last.cut();
        while (unread != null) {
            if (unread.image() != null) {
                table.forget(head, unread.image().cells());
            }
            RowVersion older = unread.previous();
            unread.cut();
            unread = older;
        }
        if (last.image() == null && !keepsTombstones) {
            if (newest == last) {
                table.heap().detach(head);
            } else if (newest.version() > published.version()) {
                // A commit in the making stands on the tombstone and may yet be undone.
                garbage.add(new Garbage(head, last));
            }
        }
    }
}
