package dev.syncdb.store;

import dev.syncdb.store.tree.Place;
import dev.syncdb.store.tree.Tree;
import dev.syncdb.store.tree.TreeEdit;

import org.jspecify.annotations.Nullable;

/**
 * The orders that a transaction is making of those it began on. A tree that is asked for holds
 * until the next edit. Confined to the writer.
 */
final class OrderEdits implements Orders {
    /** The writer sees of each row the newest version. */
    private static final long NEWEST = Long.MAX_VALUE;

    private final FrozenOrders base;
    private final @Nullable TreeEdit<RowHead>[] @Nullable [] edits;

    @SuppressWarnings({"unchecked", "rawtypes"})
    OrderEdits(Catalog catalog, FrozenOrders base) {
        this.base = base;
        this.edits = new TreeEdit[catalog.tables().size()][];
    }

    @Override
    public Tree<RowHead> tree(TableData table, int order) {
        @Nullable TreeEdit<RowHead>[] ofTable = edits[table.position()];
        TreeEdit<RowHead> edit = ofTable == null ? null : ofTable[order];
        return edit == null ? base.tree(table, order) : edit.current();
    }

    /** Puts a row into an order. */
    void add(TableData table, int order, Place<RowHead> place, RowHead head) {
        edit(table, order).add(place, head);
    }

    /** Takes a row out of an order. */
    void remove(TableData table, int order, Place<RowHead> place, RowHead head) {
        edit(table, order).remove(place, head);
    }

    /** The orders as they are now, for good: later edits do not show in them. */
    FrozenOrders freeze() {
        return base.with(edits);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private TreeEdit<RowHead> edit(TableData table, int order) {
        @Nullable TreeEdit<RowHead>[] ofTable = edits[table.position()];
        if (ofTable == null) {
            ofTable = new TreeEdit[table.indexes().size() + 1];
            edits[table.position()] = ofTable;
        }
        TreeEdit<RowHead> edit = ofTable[order];
        if (edit == null) {
            edit = new TreeEdit<>(table.order(order).at(NEWEST), base.tree(table, order));
            ofTable[order] = edit;
        }
        return edit;
    }
}
