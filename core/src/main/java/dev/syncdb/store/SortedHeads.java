package dev.syncdb.store;

import dev.syncdb.store.tree.Sorted;
import dev.syncdb.store.tree.Tree;

/** Rows in an order, with the prefixes of their first column. Immutable. */
final class SortedHeads implements Sorted<RowHead> {
    private final IndexOrder order;
    private final long version;
    private final long[] prefixes;
    private final RowHead[] heads;
    private final int size;

    /**
     * Takes ownership of the arrays.
     *
     * @param version at which the rows are looked at
     * @param prefixes of the rows, ascending
     * @param size how many entries of both arrays count
     */
    SortedHeads(IndexOrder order, long version, long[] prefixes, RowHead[] heads, int size) {
        this.order = order;
        this.version = version;
        this.prefixes = prefixes;
        this.heads = heads;
        this.size = size;
    }

    Tree<RowHead> tree() {
        return Tree.of(order.at(version), this);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public RowHead entry(int index) {
        return heads[index];
    }

    @Override
    public long prefix(int index, int level) {
        return level == 0 ? prefixes[index] : order.at(version).prefix(heads[index], level);
    }

    @Override
    public boolean isSame(int index, int level) {
        return (level > 0 || prefixes[index - 1] == prefixes[index])
                && order.at(version).compare(heads[index - 1], heads[index], level) == 0;
    }
}
