package dev.syncdb.store;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** The primary key or UNIQUE index of a parent that a foreign key refers to. Immutable. */
final class ParentKey {
    private final Table table;
    private final List<Integer> columns;
    private final @Nullable Index index;

    private ParentKey(Table table, List<Integer> columns, @Nullable Index index) {
        this.table = table;
        this.columns = columns;
        this.index = index;
    }

    /**
     * The key that {@code key} refers to in {@code table}; null if it has none over the named
     * columns.
     */
    static @Nullable ParentKey of(Table table, ForeignKey key) {
        List<Integer> columns = columns(table, key);
        List<Integer> primary = table.primaryKey().columns();
        if (columns.size() != key.columns().size()) {
            return null;
        }
        boolean declared = !table.columns().get(primary.get(0)).hidden();
        if (declared && ColumnOrder.ofPrimaryKey(table).consistsOf(columns)) {
            return new ParentKey(table, columns, null);
        }
        for (Index index : table.indexes()) {
            if (index.unique() && isOver(table, index, columns)) {
                return new ParentKey(table, columns, index);
            }
        }
        return null;
    }

    Column column(int i) {
        return table.columns().get(columns.get(i));
    }

    /** The values of a parent that its children name. */
    Row valuesOf(Row cells) {
        Value[] values = new Value[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = cells.at(columns.get(i));
        }
        return Row.owned(values);
    }

    boolean same(Row values, Row others) {
        for (int i = 0; i < columns.size(); i++) {
            if (Value.compare(values.at(i), others.at(i), column(i).collation()) != 0) {
                return false;
            }
        }
        return true;
    }

    /** True if there is a row with these values. */
    boolean exists(Row values, View state) {
        return find(values, state) != null;
    }

    /** The key of the row with these values, or null if there is none. */
    @Nullable
    Key find(Row values, View state) {
        TableView view = state.table(table.name());
        if (index == null) {
            Row ordered = ColumnOrder.ofPrimaryKey(table).arrange(values, columns);
            Key key = view.table().key().key(ordered);
            return view.get(key) == null ? null : key;
        }
        Row ordered = ColumnOrder.of(index).arrange(values, columns);
        TreeScan found = view.scan(view.table().index(index.name()), Range.of(ordered));
        return found.next() ? view.table().key().keyOf(found.row()) : null;
    }

    /** The failure of a foreign key for which there is no such key. */
    static Incorrect mismatch(Table child, ForeignKey key) {
        return Incorrect.at(
                ErrorCode.SCHEMA,
                "foreign key mismatch: the columns of " + key.parentTable() + " to which "
                        + child.name() + " refers are neither its primary key nor UNIQUE",
                child.name(),
                null);
    }

    private static boolean isOver(Table table, Index index, List<Integer> columns) {
        ColumnOrder order = ColumnOrder.of(index);
        if (!order.consistsOf(columns)) {
            return false;
        }
        return columns.stream()
                .allMatch(column ->
                        order.collationOf(column) == table.columns().get(column).collation());
    }

    private static List<Integer> columns(Table table, ForeignKey key) {
        if (key.parentColumns().isEmpty()) {
            return table.primaryKey().columns();
        }
        List<Integer> columns = new ArrayList<>();
        for (String column : key.parentColumns()) {
            columns.add(table.indexOf(column));
        }
        return columns;
    }
}
