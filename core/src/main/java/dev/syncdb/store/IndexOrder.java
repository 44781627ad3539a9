package dev.syncdb.store;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.IndexColumn;
import dev.syncdb.store.row.PackedRow;
import dev.syncdb.store.row.Prefix;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.List;

/** The order of an index: by its columns, then by the key of the row. Immutable. */
final class IndexOrder {
    private final int[] columns;
    private final Collation[] collations;
    private final boolean[] descending;
    private final KeyColumns key;

    IndexOrder(List<IndexColumn> order, KeyColumns key) {
        this.columns = new int[order.size()];
        this.collations = new Collation[columns.length];
        this.descending = new boolean[columns.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = order.get(i).column();
            collations[i] = order.get(i).collation();
            descending[i] = order.get(i).descending();
        }
        this.key = key;
    }

    /** Fails with SCHEMA if a bound has more values than there are columns. */
    void requirePrefix(Row values) {
        if (values.size() > columns.length) {
            throw new Incorrect(
                    ErrorCode.SCHEMA,
                    "a bound of " + values.size() + " values in an order of " + columns.length);
        }
    }

    /** What a row with these cells has in the columns of the index. */
    Row valuesOf(Row cells) {
        return cells.project(columns);
    }

    /** True if one of the columns of the index is NULL in the row. */
    boolean hasNull(Row cells) {
        for (int column : columns) {
            if (cells.isNullAt(column)) {
                return true;
            }
        }
        return false;
    }

    /** True if two versions of a row stand at the same place. */
    boolean same(PackedRow left, PackedRow right) {
        return compareValues(left, right) == 0;
    }

    /** First bytes of the place of a row, unsigned. */
    long prefix(PackedRow row) {
        long prefix = row.prefixAt(columns[0], collations[0]);
        return descending[0] ? ~prefix : prefix;
    }

    /** First bytes of the place among rows that are equal in the first column; 0 for none. */
    long secondPrefix(PackedRow row) {
        if (columns.length == 1) {
            return 0;
        }
        long prefix = row.prefixAt(columns[1], collations[1]);
        return descending[1] ? ~prefix : prefix;
    }

    /** First bytes of the places whose first column has this value. */
    long prefix(Value first) {
        long prefix = Prefix.prefix(first, collations[0]);
        return descending[0] ? ~prefix : prefix;
    }

    /** The order of two rows of the table. */
    int compare(PackedRow left, PackedRow right) {
        int order = compareValues(left, right);
        return order != 0 ? order : key.compare(left, right);
    }

    /** The order of a row and of some values for the first columns: 0 if it begins with them. */
    int compareValues(PackedRow row, Row values) {
        int count = values.size();
        for (int i = 0; i < count; i++) {
            int order = row.compareAt(columns[i], values.at(i), collations[i]);
            if (order != 0) {
                return descending[i] ? -order : order;
            }
        }
        return 0;
    }

    private int compareValues(PackedRow left, PackedRow right) {
        for (int i = 0; i < columns.length; i++) {
            int order = left.compareAt(columns[i], right, columns[i], collations[i]);
            if (order != 0) {
                return descending[i] ? -order : order;
            }
        }
        return 0;
    }
}
