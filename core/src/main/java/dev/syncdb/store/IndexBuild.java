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
        List<RowHead> heads = new ArrayList<>(keys.size());
        TreeCursor<RowHead> rows = keys.cursor(null, null, false);
        for (RowHead head = rows.next(); head != null; head = rows.next()) {
            heads.add(head);
        }
        return OrderSort.tree(heads, order, version);
    }
}
