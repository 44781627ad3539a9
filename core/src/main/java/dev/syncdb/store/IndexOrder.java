package dev.syncdb.store;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.IndexColumn;
import dev.syncdb.store.row.PackedRow;
import dev.syncdb.store.row.Prefix;
import dev.syncdb.store.tree.Order;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.List;

/**
 * The order of an index: by its columns, then by those of the key. Each column is a level.
 * Immutable.
 */
final class IndexOrder {
    private final int[] columns;
    private final Collation[] collations;
    private final boolean[] descending;

    /** How many columns are those of the index. */
    private final int own;

    /** @param key what tells rows apart that are equal in the columns of the index */
    IndexOrder(List<IndexColumn> order, List<IndexColumn> key) {
        List<IndexColumn> levels = new ArrayList<>(order);
        levels.addAll(key);
        this.own = order.size();
        this.columns = new int[levels.size()];
        this.collations = new Collation[columns.length];
        this.descending = new boolean[columns.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = levels.get(i).column();
            collations[i] = levels.get(i).collation();
            descending[i] = levels.get(i).descending();
        }
    }

    /** Fails with SCHEMA if a bound has more values than there are columns. */
    void requirePrefix(Row values) {
        if (values.size() > own) {
            throw new Incorrect(
                    ErrorCode.SCHEMA,
                    "a bound of " + values.size() + " values in an order of " + own);
        }
    }

    /** What a row with these cells has in the columns of the index. */
    Row valuesOf(Row cells) {
        Value[] values = new Value[own];
        for (int i = 0; i < own; i++) {
            values[i] = cells.at(columns[i]);
        }
        return Row.owned(values);
    }

    /** True if one of the columns of the index is NULL in the row. */
    boolean hasNull(Row cells) {
        for (int i = 0; i < own; i++) {
            if (cells.isNullAt(columns[i])) {
                return true;
            }
        }
        return false;
    }

    /** True if two versions of a row stand at the same place. */
    boolean same(PackedRow left, PackedRow right) {
        for (int i = 0; i < own; i++) {
            if (left.compareAt(columns[i], right, columns[i], collations[i]) != 0) {
                return false;
            }
        }
        return true;
    }

    /** How many levels come before those of the key. */
    int ownLevels() {
        return own;
    }

    int levels() {
        return columns.length;
    }

    /** First bytes of the place of a row among those that are equal before, unsigned. */
    long prefix(PackedRow row, int level) {
        long prefix = row.prefixAt(columns[level], collations[level]);
        return descending[level] ? ~prefix : prefix;
    }

    /** First bytes of the places that have this value. */
    long prefix(Value value, int level) {
        long prefix = Prefix.prefix(value, collations[level]);
        return descending[level] ? ~prefix : prefix;
    }

    /** The order of two rows of the table at a level. */
    int compare(PackedRow left, PackedRow right, int level) {
        int column = columns[level];
        int order = left.compareAt(column, right, column, collations[level]);
        return descending[level] ? -order : order;
    }

    /** The order of a row and of a {@link Order#part} at a level. */
    int compareToPart(PackedRow row, Object part, int level) {
        // Most rows have the very object, which then need not be fetched from memory.
        return row.isVeryObjectAt(columns[level], part) ? 0 : compare(row, (Value) part, level);
    }

    /** The order of a row and of a value at a level. */
    int compare(PackedRow row, Value value, int level) {
        int order = row.compareAt(columns[level], value, collations[level]);
        return descending[level] ? -order : order;
    }

    /** The order of two values at a level. */
    int compare(Value left, Value right, int level) {
        int order = Value.compare(left, right, collations[level]);
        return descending[level] ? -order : order;
    }

    /** The order of two rows of the table. */
    int compare(PackedRow left, PackedRow right) {
        for (int level = 0; level < columns.length; level++) {
            int order = compare(left, right, level);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** What a row has at a level. */
    Value value(PackedRow row, int level) {
        return row.at(columns[level]);
    }

    /** How the rows, as one version shows them, stand in a tree. */
    Order<RowHead> at(long version) {
        return new EntryOrder(this, version);
    }
}
