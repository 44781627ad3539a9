package dev.syncdb.store;

import dev.syncdb.store.tree.Tree;
import dev.syncdb.store.tree.TreeCursor;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

/** What one version shows of one table. */
record TableView(TableData table, Orders orders, long version) {
    /** The row of that key, or null. */
    @Nullable
    RowVersion get(Key key) {
        RowHead head = table.heap().heads().find(key);
        return head == null ? null : head.liveAt(version);
    }

    TreeScan scan(Range range) {
        return scan(range, table.keyOrder(), Orders.KEYS);
    }

    TreeScan scan(SecondaryIndex index, Range range) {
        return scan(range, index.order(), index.number());
    }

    /**
     * The rows whose places in an order lie in a range now, though rows change while they are
     * walked over.
     *
     * @param number of the order, see {@link Orders}
     */
    TreeScan steadyScan(Range range, int number) {
        return new TreeScan(table, cursor(range, table.order(number), number), version, true);
    }

    long count() {
        return orders.tree(table, Orders.KEYS).size();
    }

    /** The row with the largest key, or null if there is none. */
    @Nullable
    RowHead last() {
        return orders.tree(table, Orders.KEYS).last();
    }

    /**
     * A row other than {@code self} that has the same values as {@code cells} in the columns of the
     * index, none of them NULL; or null.
     */
    @Nullable
    RowVersion clash(SecondaryIndex index, Row cells, @Nullable RowHead self) {
        if (index.order().hasNull(cells)) {
            return null;
        }
        Range same = Range.of(index.order().valuesOf(cells));
        TreeCursor<RowHead> others = cursor(same, index.order(), index.number());
        RowHead found = others.next();
        if (found == self && found != null) {
            found = others.next();
        }
        return found == null ? null : found.liveAt(version);
    }

    private TreeScan scan(Range range, IndexOrder order, int number) {
        return new TreeScan(table, cursor(range, order, number), version, false);
    }

    private TreeCursor<RowHead> cursor(Range range, IndexOrder order, int number) {
        Tree<RowHead> tree = orders.tree(table, number);
        BoundPlace lower = place(order, range.lower(), false);
        if (lower != null && isOfEqual(range)) {
            return tree.cursor(lower, range.backward());
        }
        return tree.cursor(lower, place(order, range.upper(), true), range.backward());
    }

    /** True if it is all that begins with some values. */
    @SuppressWarnings("ReferenceEquality") // other equal bounds are found, too, but not as fast
    private static boolean isOfEqual(Range range) {
        Range.Bound lower = range.lower();
        return lower != null && lower == range.upper() && lower.inclusive();
    }

    private @Nullable BoundPlace place(
            IndexOrder order, Range.@Nullable Bound bound, boolean upper) {
        if (bound == null) {
            return null;
        }
        order.requirePrefix(bound.prefix());
        return new BoundPlace(order, bound.prefix(), bound.inclusive() == upper, version);
    }
}
