package dev.syncdb.store;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.schema.IndexColumn;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.Comparator;
import java.util.List;

/** The order of an index: by its columns, then by the key of the row. Immutable. */
final class IndexOrder implements Comparator<IndexPoint> {
    private final List<IndexColumn> columns;
    private final int[] positions;

    IndexOrder(List<IndexColumn> columns) {
        this.columns = columns;
        this.positions = columns.stream().mapToInt(IndexColumn::column).toArray();
    }

    /** Fails with a Fault if a bound has more values than there are columns. */
    void requirePrefix(Row values) {
        if (values.size() > positions.length) {
            throw new Fault(
                    ErrorCode.INTERNAL,
                    "a bound of " + values.size() + " values in an order of " + positions.length);
        }
    }

    /** What a row with these cells has in the columns of the index. */
    Row valuesOf(Row cells) {
        return cells.project(positions);
    }

    /** True if rows with these cells stand at the same place, so that one entry serves both. */
    boolean same(Row cells, Row others) {
        for (IndexColumn column : columns) {
            Value cell = cells.at(column.column());
            if (Value.compare(cell, others.at(column.column()), column.collation()) != 0) {
                return false;
            }
        }
        return true;
    }

    /** True if a row with these cells stands where {@code entry} does. */
    boolean describes(IndexEntry entry, Row cells) {
        for (int i = 0; i < positions.length; i++) {
            Value cell = cells.at(positions[i]);
            if (Value.compare(entry.values().at(i), cell, columns.get(i).collation()) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compare(IndexPoint left, IndexPoint right) {
        int order = compareValues(left.values(), right.values());
        if (order != 0) {
            return order;
        }
        if (left instanceof IndexEntry && right instanceof IndexEntry) {
            return ((IndexEntry) left)
                    .head()
                    .key()
                    .compareTo(((IndexEntry) right).head().key());
        }
        // The point with fewer values surrounds the other one, so its side decides.
        int lengths = left.values().size() - right.values().size();
        if (lengths != 0) {
            return lengths < 0 ? side(left) : -side(right);
        }
        return side(left) - side(right);
    }

    private int compareValues(Row left, Row right) {
        int shared = Math.min(left.size(), right.size());
        for (int i = 0; i < shared; i++) {
            IndexColumn column = columns.get(i);
            int order = Value.compare(left.at(i), right.at(i), column.collation());
            if (order != 0) {
                return column.descending() ? -order : order;
            }
        }
        return 0;
    }

    private static int side(IndexPoint point) {
        if (point instanceof IndexEntry) {
            return 0;
        }
        return ((IndexBound) point).after() ? 1 : -1;
    }
}
