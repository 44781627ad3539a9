package dev.syncdb.store;

import dev.syncdb.store.tree.Tree;
import dev.syncdb.store.tree.TreeCursor;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Makes the orders of a changed catalog from those of the one before. Pure. */
final class IndexBuild {
    private IndexBuild() {}

    static FrozenOrders orders(Catalog before, FrozenOrders present, Catalog next, long version) {
        List<List<Tree<RowHead>>> trees = new ArrayList<>();
        for (TableData table : next.tables()) {
            TableData old = before.find(table.heap().identity());
            trees.add(old == null ? fresh(table, version) : kept(old, present, table, version));
        }
        return new FrozenOrders(trees);
    }

    /** The orders of a table that was made anew, mostly with no rows. */
    private static List<Tree<RowHead>> fresh(TableData table, long version) {
        List<RowHead> heads = new ArrayList<>(table.heap().heads().size());
        table.heap().heads().forEach(heads::add);
        List<Tree<RowHead>> trees = new ArrayList<>();
        for (int i = 0; i < table.orderCount(); i++) {
            trees.add(
                    heads.isEmpty()
                            ? Tree.empty()
                            : OrderSort.tree(heads, table.order(i), version));
        }
        return trees;
    }

    private static List<Tree<RowHead>> kept(
            TableData old, FrozenOrders present, TableData table, long version) {
        Tree<RowHead> keys = present.tree(old, Orders.KEYS);
        List<Tree<RowHead>> trees = new ArrayList<>();
        trees.add(keys);
        for (SecondaryIndex index : table.indexes()) {
            SecondaryIndex known = known(old, table, index);
            trees.add(
                    known == null
                            ? built(keys, index.order(), version)
                            : present.tree(old, known.number()));
        }
        return trees;
    }

    /** The index as it was, or null. Its name may follow that of the table, but not its number. */
    private static @Nullable SecondaryIndex known(
            TableData old, TableData table, SecondaryIndex index) {
        return old.structure().name().equals(table.structure().name())
                ? old.find(index.definition().name())
                : old.indexes().get(index.number() - 1);
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
