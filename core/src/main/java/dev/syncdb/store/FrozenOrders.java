package dev.syncdb.store;

import dev.syncdb.store.tree.Tree;

import java.util.ArrayList;
import java.util.List;

/** The orders as one commit left them. Immutable. */
final class FrozenOrders implements Orders {
    static final FrozenOrders NONE = new FrozenOrders(List.of());

    private final List<List<Tree<RowHead>>> trees;

    /** @param trees for each table, by its position in the catalog, its orders */
    FrozenOrders(List<List<Tree<RowHead>>> trees) {
        this.trees = trees;
    }

    @Override
    public Tree<RowHead> tree(TableData table, int order) {
        return trees.get(table.position()).get(order);
    }

    /** These orders, for a table that is there, with others in its place. */
    List<List<Tree<RowHead>>> toList() {
        return new ArrayList<>(trees);
    }
}
