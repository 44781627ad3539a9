package dev.syncdb.store;

import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.Iterator;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Entries in the order of an index. An entry stays for as long as any version of its row, in any
 * snapshot, stands where it says; so a reader finds all of its rows here, and passes over the
 * entries that are not its own.
 */
final class OrderedIndex {
    private final IndexOrder order;
    private final NavigableSet<IndexPoint> points;

    OrderedIndex(IndexOrder order) {
        this.order = order;
        this.points = new ConcurrentSkipListSet<>(order);
    }

    IndexOrder order() {
        return order;
    }

    /** Adds an entry unless it is there. */
    void add(Row values, RowHead head) {
        points.add(new IndexEntry(values, head));
    }

    void remove(Row values, RowHead head) {
        points.remove(new IndexEntry(values, head));
    }

    boolean contains(Row values, RowHead head) {
        return points.contains(new IndexEntry(values, head));
    }

    /**
     * The entries of a range, in its direction. Entries that come or go meanwhile may or may not be
     * among them.
     */
    Iterator<IndexEntry> entries(Range range) {
        NavigableSet<IndexPoint> run = run(range);
        Iterator<IndexPoint> found = range.backward() ? run.descendingIterator() : run.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return found.hasNext();
            }

            @Override
            public IndexEntry next() {
                return (IndexEntry) found.next();
            }
        };
    }

    private NavigableSet<IndexPoint> run(Range range) {
        IndexBound lower = bound(range.lower(), false);
        IndexBound upper = bound(range.upper(), true);
        if (lower == null) {
            return upper == null ? points : points.headSet(upper, true);
        }
        if (upper == null) {
            return points.tailSet(lower, true);
        }
        return order.compare(lower, upper) < 0
                ? points.subSet(lower, true, upper, true)
                : Collections.emptyNavigableSet();
    }

    private @Nullable IndexBound bound(Range.@Nullable Bound bound, boolean upper) {
        if (bound == null) {
            return null;
        }
        order.requirePrefix(bound.prefix());
        return new IndexBound(bound.prefix(), bound.inclusive() == upper);
    }
}
