package dev.syncdb.store;

import dev.syncdb.store.tree.Tree;
import dev.syncdb.store.tree.TreeEdit;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The orders as one commit left them. Immutable. */
final class FrozenOrders implements Orders {
    static final FrozenOrders NONE = new FrozenOrders(List.of());

    /** For each table, by its position in the catalog, its orders. */
    private final Tree<RowHead>[][] trees;

    private FrozenOrders(Tree<RowHead>[][] trees) {
        this.trees = trees;
    }

    /** @param trees for each table, by its position in the catalog, its orders */
    FrozenOrders(List<List<Tree<RowHead>>> trees) {
        this.trees = arrays(trees.size());
        for (int i = 0; i < this.trees.length; i++) {
            this.trees[i] = trees.get(i).toArray(array(0));
        }
    }

    @Override
    public Tree<RowHead> tree(TableData table, int order) {
        return trees[table.position()][order];
    }

    /**
     * These orders with what became of some of them, for each table and order; null for nothing.
     */
    FrozenOrders with(@Nullable TreeEdit<RowHead>[] @Nullable [] edits) {
        Tree<RowHead>[][] all = trees.clone();
        for (int i = 0; i < all.length; i++) {
            @Nullable TreeEdit<RowHead>[] ofTable = edits[i];
            if (ofTable != null) {
                all[i] = all[i].clone();
                for (int order = 0; order < ofTable.length; order++) {
                    TreeEdit<RowHead> edit = ofTable[order];
                    all[i][order] = edit == null ? all[i][order] : edit.freeze();
                }
            }
        }
        return new FrozenOrders(all);
    }

    /** These orders, for a table that is there, with others in its place. */
    List<List<Tree<RowHead>>> toList() {
        List<List<Tree<RowHead>>> lists = new ArrayList<>(trees.length);
        for (Tree<RowHead>[] ofTable : trees) {
            lists.add(Arrays.asList(ofTable.clone()));
        }
        return lists;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Tree<RowHead>[][] arrays(int length) {
        return new Tree[length][];
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Tree<RowHead>[] array(int length) {
        return new Tree[length];
    }
}
