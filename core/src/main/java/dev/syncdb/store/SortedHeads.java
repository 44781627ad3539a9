package dev.syncdb.store;

import dev.syncdb.store.tree.Tree;
import dev.syncdb.store.tree.TreeCursor;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Rows in the order of an index, with their prefixes: what a tree is made of at once. Immutable.
 */
final class SortedHeads {
    private final long[] prefixes;
    private final RowHead[] heads;
    private final int size;

    /**
     * Takes ownership of the arrays.
     *
     * @param prefixes of the rows, ascending
     * @param size how many entries of both arrays count
     */
    SortedHeads(long[] prefixes, RowHead[] heads, int size) {
        this.prefixes = prefixes;
        this.heads = heads;
        this.size = size;
    }

    /** The rows of a tree as they are now. */
    static SortedHeads of(Tree<RowHead> tree, IndexOrder order) {
        long[] prefixes = new long[tree.size()];
        RowHead[] heads = new RowHead[prefixes.length];
        TreeCursor<RowHead> rows = tree.cursor(null, null, false);
        int size = 0;
        for (RowHead head = rows.next(); head != null; head = rows.next()) {
            RowVersion row = head.newest();
            prefixes[size] = row == null ? 0 : order.prefix(row, 0);
            heads[size++] = head;
        }
        return new SortedHeads(prefixes, heads, size);
    }

    /** The rows. */
    List<RowHead> heads() {
        return Arrays.asList(heads).subList(0, size);
    }

    /** The tree of them, whose rows are looked at as of {@code version}. */
    Tree<RowHead> tree(IndexOrder order, long version) {
        return Tree.of(order.at(version), prefixes, heads, size);
    }

    /** These rows and others, none of which is among them. */
    SortedHeads with(SortedHeads others, IndexOrder order) {
        if (others.size == 0) {
            return this;
        }
        long[] allPrefixes = new long[size + others.size];
        RowHead[] all = new RowHead[allPrefixes.length];
        int from = 0;
        for (int i = 0; i <= others.size; i++) {
            int to = i == others.size ? size : firstBehind(others, i, from, order);
            System.arraycopy(prefixes, from, allPrefixes, from + i, to - from);
            System.arraycopy(heads, from, all, from + i, to - from);
            from = to;
            if (i < others.size) {
                allPrefixes[from + i] = others.prefixes[i];
                all[from + i] = others.heads[i];
            }
        }
        return new SortedHeads(allPrefixes, all, all.length);
    }

    // Looks further and further ahead, then between the last two places: near ones are found soon.
    private int firstBehind(SortedHeads other, int entry, int from, IndexOrder order) {
        int low = from;
        int high = from;
        for (int step = 1; high < size && !isBehind(high, other, entry, order); step *= 2) {
            low = high + 1;
            high = Math.min(size, low + step);
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (isBehind(middle, other, entry, order)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** These rows but for some. */
    SortedHeads without(Predicate<RowHead> left) {
        long[] keptPrefixes = new long[size];
        RowHead[] kept = new RowHead[size];
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (!left.test(heads[i])) {
                keptPrefixes[count] = prefixes[i];
                kept[count++] = heads[i];
            }
        }
        return new SortedHeads(keptPrefixes, kept, count);
    }

    private boolean isBehind(int entry, SortedHeads other, int otherEntry, IndexOrder order) {
        int byPrefix = Long.compareUnsigned(prefixes[entry], other.prefixes[otherEntry]);
        return byPrefix == 0
                ? order.compare(heads[entry].present(), other.heads[otherEntry].present()) > 0
                : byPrefix > 0;
    }
}
