package dev.syncdb.store;

import dev.syncdb.store.tree.Tree;
import dev.syncdb.store.tree.TreeCursor;

import java.util.ArrayList;
import java.util.List;

/** Makes the orders of a changed catalog from those of the one before. Pure. */
final class IndexBuild {
    private IndexBuild() {}

    static FrozenOrders orders(Catalog before, FrozenOrders present, Catalog next, long version) {
        List<List<Tree<RowHead>>> trees = new ArrayList<>();
        for (TableData table : next.tables()) {
            TableData old = before.find(table.heap().identity());
            trees.add(old == null ? empty(table) : kept(old, present, table, version));
        }
        return new FrozenOrders(trees);
    }

    private static List<Tree<RowHead>> empty(TableData table) {
        List<Tree<RowHead>> trees = new ArrayList<>();
        for (int i = 0; i < table.orderCount(); i++) {
            trees.add(Tree.empty());
        }
        return trees;
    }

    private static List<Tree<RowHead>> kept(
            TableData old, FrozenOrders present, TableData table, long version) {
        Tree<RowHead> keys = present.tree(old, Orders.KEYS);
        List<Tree<RowHead>> trees = new ArrayList<>();
        trees.add(keys);
        for (SecondaryIndex index : table.indexes()) {
            SecondaryIndex known = old.find(index.definition().name());
            trees.add(
                    known == null
                            ? built(keys, index.order(), version)
                            : present.tree(old, known.number()));
        }
        return trees;
    }

    /** The rows of the table in another order. */
    static Tree<RowHead> built(Tree<RowHead> keys, IndexOrder order, long version) {
        List<Entry> entries = new ArrayList<>(keys.size());
        TreeCursor<RowHead> heads = keys.cursor(null, null, false);
        for (RowHead head = heads.next(); head != null; head = heads.next()) {
            RowVersion row = head.liveAt(version);
            if (row != null) {
                entries.add(new Entry(order.prefix(row), row, head));
            }
        }
        entries.sort((left, right) -> {
            int byPrefix = Long.compareUnsigned(left.prefix(), right.prefix());
            return byPrefix != 0 ? byPrefix : order.compare(left.row(), right.row());
        });
        long[] prefixes = new long[entries.size()];
        RowHead[] sorted = new RowHead[prefixes.length];
        for (int i = 0; i < prefixes.length; i++) {
            prefixes[i] = entries.get(i).prefix();
            sorted[i] = entries.get(i).head();
        }
        return Tree.of(prefixes, sorted, prefixes.length);
    }

    private record Entry(long prefix, RowVersion row, RowHead head) {}
}
