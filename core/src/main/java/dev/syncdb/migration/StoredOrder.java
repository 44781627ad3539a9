package dev.syncdb.migration;

import dev.syncdb.schema.Column;
import dev.syncdb.schema.Table;

import java.util.ArrayList;
import java.util.List;

/**
 * In which order the columns of a stored table stand once it shows one more version: where they
 * were, new ones behind them, as long as that gives the version's columns in its own order. Else
 * the version's columns come first. Pure.
 */
final class StoredOrder {
    private final StoredTable stored;
    private final List<Integer> ids;
    private final int version;

    /**
     * An order.
     *
     * @param ids of the new version's columns, in its order
     * @param version the number of the version before
     */
    StoredOrder(StoredTable stored, List<Integer> ids, int version) {
        this.stored = stored;
        this.ids = ids;
        this.version = version;
    }

    List<StoredColumn> columns(Table newer) {
        List<StoredColumn> kept = new ArrayList<>();
        List<StoredColumn> attic = new ArrayList<>();
        for (int i = 0; i < stored.columns().size(); i++) {
            StoredColumn column = stored.columns().get(i);
            if (ids.contains(column.id())) {
                kept.add(new StoredColumn(column.id(), null));
                continue;
            }
            Column before = stored.table().columns().get(i);
            if (column.attic() == null && !before.isGenerated()) {
                column =
                        new StoredColumn(column.id(), StorageStep.atticDefinition(before, version));
            }
            if (column.attic() != null) {
                kept.add(column);
                attic.add(column);
            }
        }
        for (int id : ids) {
            if (stored.position(id) < 0) {
                kept.add(new StoredColumn(id, null));
            }
        }
        List<StoredColumn> ordered = isInOrder(kept) ? kept : versionFirst(attic);
        return numbersRows(newer) ? withLast(ordered, ids.get(ids.size() - 1)) : ordered;
    }

    private boolean isInOrder(List<StoredColumn> columns) {
        List<Integer> order = new ArrayList<>();
        for (StoredColumn column : columns) {
            if (column.attic() == null) {
                order.add(column.id());
            }
        }
        return order.equals(ids);
    }

    private List<StoredColumn> versionFirst(List<StoredColumn> attic) {
        List<StoredColumn> columns = new ArrayList<>();
        ids.forEach(id -> columns.add(new StoredColumn(id, null)));
        columns.addAll(attic);
        return columns;
    }

    /** True if the table has a hidden number of its rows, which is its last column. */
    private static boolean numbersRows(Table table) {
        int last = table.columns().size() - 1;
        return table.columns().get(last).hidden();
    }

    private static List<StoredColumn> withLast(List<StoredColumn> columns, int id) {
        List<StoredColumn> moved = new ArrayList<>(columns);
        moved.removeIf(column -> column.id() == id);
        moved.add(new StoredColumn(id, null));
        return moved;
    }
}
