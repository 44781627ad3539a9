package dev.syncdb.store;

import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * A foreign key within one schema, with what it refers to. Values compare as the parent's columns
 * do, by their affinity and collation. Immutable.
 */
final class Reference {
    private final Table child;
    private final ForeignKey key;
    private final boolean parentTableExists;
    private final @Nullable ParentKey parentKey;

    Reference(Table child, ForeignKey key, Schema schema) {
        this.child = child;
        this.key = key;
        Table parent = schema.find(key.parentTable());
        this.parentTableExists = parent != null;
        this.parentKey = parent == null ? null : ParentKey.of(parent, key);
    }

    Table child() {
        return child;
    }

    ForeignKey key() {
        return key;
    }

    /** What a child refers to, or null if one of the values is NULL, which refers to nothing. */
    @Nullable
    Row wanted(Row cells) {
        ParentKey target = target();
        Value[] values = new Value[key.columns().size()];
        for (int i = 0; i < values.length; i++) {
            Value value = cells.at(key.columns().get(i));
            if (value.isNull()) {
                return null;
            }
            values[i] =
                    target == null ? value : target.column(i).type().affinity().apply(value);
        }
        return Row.owned(values);
    }

    /** True if both rows have the same values in the columns of the key. */
    boolean wantsSame(Row cells, Row others) {
        for (int column : key.columns()) {
            if (!cells.sameAt(column, others)) {
                return false;
            }
        }
        return true;
    }

    /** True if a parent has the values that a child wants. */
    boolean exists(Row wanted, View view) {
        ParentKey target = target();
        return target != null && target.exists(wanted, view);
    }

    /** The key of the parent that a child refers to, or null if there is none. */
    @Nullable
    Key parent(Row cells, View view) {
        Row wanted = wanted(cells);
        ParentKey target = wanted == null ? null : target();
        return target == null || wanted == null ? null : target.find(wanted, view);
    }

    /** What children can refer to in a parent row. */
    Row offered(Row parentCells) {
        return sound().valuesOf(parentCells);
    }

    /** True if the children of the one are children of the other. */
    boolean same(Row offered, Row other) {
        return sound().same(offered, other);
    }

    /** The children that want these values. */
    List<RowHead> children(Row offered, View view) {
        List<RowHead> children = new ArrayList<>();
        TreeScan candidates = candidates(offered, view);
        while (candidates.next()) {
            if (wants(candidates.row(), offered)) {
                children.add(candidates.head());
            }
        }
        return children;
    }

    boolean hasChildren(Row offered, View view) {
        TreeScan candidates = candidates(offered, view);
        while (candidates.next()) {
            if (wants(candidates.row(), offered)) {
                return true;
            }
        }
        return false;
    }

    private boolean wants(Row cells, Row offered) {
        Row wanted = wanted(cells);
        return wanted != null
                && (!parentTableExists ? wanted.equals(offered) : same(wanted, offered));
    }

    /**
     * The rows of the child table that an index finds, if one begins with the columns of the key;
     * or else all.
     */
    private TreeScan candidates(Row offered, View view) {
        TableView table = view.table(child.name());
        ColumnOrder primary = ColumnOrder.ofPrimaryKey(child);
        if (finds(primary)) {
            return table.scan(range(primary, offered));
        }
        for (SecondaryIndex index : table.table().indexes()) {
            ColumnOrder order = ColumnOrder.of(index.definition());
            if (finds(order)) {
                return table.scan(index, range(order, offered));
            }
        }
        return table.scan(Range.ALL);
    }

    private Range range(ColumnOrder order, Row offered) {
        return Range.of(order.first(offered.size()).arrange(offered, key.columns()));
    }

    // What the parent calls equal lies together in an order of the child's only if both go by the
    // same rules.
    private boolean finds(ColumnOrder order) {
        if (!order.beginsWith(key.columns()) || parentKey == null) {
            return false;
        }
        for (int i = 0; i < key.columns().size(); i++) {
            int column = key.columns().get(i);
            boolean sameAffinity = child.columns().get(column).type().affinity()
                    == parentKey.column(i).type().affinity();
            if (!sameAffinity
                    || order.collationOf(column) != parentKey.column(i).collation()) {
                return false;
            }
        }
        return true;
    }

    /**
     * The parent's key, or null if there is no such table. Fails with SCHEMA if the table has no
     * such key.
     */
    private @Nullable ParentKey target() {
        if (parentTableExists && parentKey == null) {
            throw ParentKey.mismatch(child, key);
        }
        return parentKey;
    }

    private ParentKey sound() {
        if (parentKey == null) {
            throw ParentKey.mismatch(child, key);
        }
        return parentKey;
    }
}
