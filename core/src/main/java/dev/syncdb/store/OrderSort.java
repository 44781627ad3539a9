package dev.syncdb.store;

import dev.syncdb.store.row.PackedRow;
import dev.syncdb.store.tree.Tree;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Puts rows that are there already into an order, all at once. Pure. */
final class OrderSort {
    private static final Comparator<Entry> BY_PREFIX = Comparator.<Entry>comparingLong(
                    entry -> entry.first ^ Long.MIN_VALUE)
            .thenComparingLong(entry -> entry.second ^ Long.MIN_VALUE);

    private OrderSort() {}

    /** A row and the first bytes of its first two columns in the order. */
    private record Entry(long first, long second, RowHead head, RowVersion row) {}

    /**
     * The tree of the live rows among {@code heads}, made fastest where they are in order already.
     *
     * @param version at which they are looked at
     */
    static Tree<RowHead> tree(List<RowHead> heads, IndexOrder order, long version) {
        return sorted(heads, order, version).tree();
    }

    /**
     * Rows roughly in an order: by the first bytes of their first column, and where these are equal
     * as they come. Whoever puts them into a tree one after the other meets the same nodes again.
     */
    static RowHead[] roughly(List<RowHead> heads, IndexOrder order) {
        RowHead[] sorted = new RowHead[heads.size()];
        long mask = Math.max(1, Integer.highestOneBit(sorted.length) * 2L) - 1;
        long[] places = new long[sorted.length];
        for (int i = 0; i < places.length; i++) {
            long prefix = order.prefix(heads.get(i).present(), 0);
            places[i] = ((prefix ^ Long.MIN_VALUE) & ~mask) | i;
        }
        Arrays.sort(places);
        for (int i = 0; i < places.length; i++) {
            sorted[i] = heads.get((int) (places[i] & mask));
        }
        return sorted;
    }

    private static SortedHeads sorted(List<RowHead> heads, IndexOrder order, long version) {
        long[] prefixes = new long[heads.size()];
        RowHead[] sorted = new RowHead[prefixes.length];
        int count = 0;
        RowVersion before = null;
        for (RowHead head : heads) {
            RowVersion row = head.liveAt(version);
            if (row != null) {
                long prefix = order.prefix(row, 0);
                if (before != null && isBehind(prefixes[count - 1], before, prefix, row, order)) {
                    return sortedAnew(heads, order, version);
                }
                prefixes[count] = prefix;
                sorted[count++] = head;
                before = row;
            }
        }
        return new SortedHeads(order, version, prefixes, sorted, count);
    }

    /** First bytes of the place among rows that are equal in the first column; 0 for none. */
    private static long secondPrefix(IndexOrder order, PackedRow row) {
        return order.levels() == 1 ? 0 : order.prefix(row, 1);
    }

    private static boolean isBehind(
            long prefix, RowVersion row, long nextPrefix, RowVersion next, IndexOrder order) {
        int prefixes = Long.compareUnsigned(prefix, nextPrefix);
        return prefixes > 0 || (prefixes == 0 && order.compare(row, next) > 0);
    }

    private static SortedHeads sortedAnew(List<RowHead> heads, IndexOrder order, long version) {
        Entry[] entries = new Entry[heads.size()];
        int count = 0;
        for (RowHead head : heads) {
            RowVersion row = head.liveAt(version);
            if (row != null) {
                entries[count++] =
                        new Entry(order.prefix(row, 0), secondPrefix(order, row), head, row);
            }
        }
        sort(entries, count, order);
        long[] prefixes = new long[count];
        RowHead[] sorted = new RowHead[count];
        for (int i = 0; i < count; i++) {
            prefixes[i] = entries[i].first();
            sorted[i] = entries[i].head();
        }
        return new SortedHeads(order, version, prefixes, sorted, count);
    }

    // Prefixes nearly always tell rows apart. Where those of the first column do not, the second
    // ones have sorted the rows as if the first column were equal: that is looked at, and mended.
    private static void sort(Entry[] entries, int count, IndexOrder order) {
        Arrays.sort(entries, 0, count, BY_PREFIX);
        int run = 0;
        for (int i = 1; i <= count; i++) {
            if (i == count || entries[i].first() != entries[run].first()) {
                if (!isSorted(entries, run, i, order)) {
                    Arrays.sort(
                            entries,
                            run,
                            i,
                            (left, right) -> order.compare(left.row(), right.row()));
                }
                run = i;
            }
        }
    }

    private static boolean isSorted(Entry[] entries, int from, int to, IndexOrder order) {
        for (int i = from + 1; i < to; i++) {
            if (order.compare(entries[i - 1].row(), entries[i].row()) > 0) {
                return false;
            }
        }
        return true;
    }
}
