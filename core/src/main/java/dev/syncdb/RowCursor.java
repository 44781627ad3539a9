package dev.syncdb;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Names;
import dev.syncdb.store.row.PackedRow;
import dev.syncdb.value.Affinity;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import org.jspecify.annotations.Nullable;

/**
 * A pass over rows that stands on one of them at a time, or on none. Cells are read where they lie,
 * so only those that are asked for cost anything. Confined to one thread.
 *
 * <p>Columns are counted from 0; one that is not there fails with UNKNOWN_COLUMN, and a getter of a
 * type with WRONG_TYPE where the value is of another one. Where no row is, every getter fails with
 * ROW_ABSENT.
 */
public abstract class RowCursor implements AutoCloseable {
    private static final int[] ALL = {};

    private @Nullable Row current;
    private int[] columns = ALL;

    RowCursor() {}

    /** Moves to the next row; false if there is none. */
    public abstract boolean next();

    public abstract int columnCount();

    /** The name of a column; in a result of SQL its alias, else its expression as written. */
    public abstract String columnName(int column);

    /** Gives back what the pass holds. May be called again. */
    @Override
    public abstract void close();

    /** Position of the first column of that name. Fails with UNKNOWN_COLUMN. */
    public int column(String name) {
        int count = columnCount();
        for (int i = 0; i < count; i++) {
            if (Names.equal(columnName(i), name)) {
                return i;
            }
        }
        throw new Incorrect(ErrorCode.UNKNOWN_COLUMN, "no column " + name + " in the result");
    }

    /** The row that it stands on. */
    public Row row() {
        return columns == ALL ? source() : source().project(columns);
    }

    public Value value(int column) {
        Row row = source();
        return row.at(at(row, column));
    }

    public Value value(String column) {
        return value(column(column));
    }

    public boolean isNull(int column) {
        Row row = source();
        return row.isNullAt(at(row, column));
    }

    public boolean isNull(String column) {
        return isNull(column(column));
    }

    public long getLong(int column) {
        Row row = source();
        return row.longAt(at(row, column));
    }

    public long getLong(String column) {
        return getLong(column(column));
    }

    public double getDouble(int column) {
        Row row = source();
        return row.doubleAt(at(row, column));
    }

    public double getDouble(String column) {
        return getDouble(column(column));
    }

    /** The text, or a number as text; null for NULL. */
    public @Nullable String getString(int column) {
        Row row = source();
        int at = at(row, column);
        ValueType type = row.typeAt(at);
        if (type == ValueType.TEXT) {
            return row.textAt(at);
        }
        return type == ValueType.NULL ? null : Affinity.TEXT.apply(row.at(at)).asText();
    }

    /** The text, or a number as text; null for NULL. */
    public @Nullable String getString(String column) {
        return getString(column(column));
    }

    /** A copy of the blob; null for NULL. */
    public byte @Nullable [] getBytes(int column) {
        Row row = source();
        int at = at(row, column);
        if (row instanceof PackedRow packed && row.typeAt(at) == ValueType.BLOB) {
            return packed.arrayAt(at);
        }
        return row.typeAt(at) == ValueType.NULL ? null : row.bytesAt(at).toArray();
    }

    /** A copy of the blob; null for NULL. */
    public byte @Nullable [] getBytes(String column) {
        return getBytes(column(column));
    }

    /** Stands on {@code row} from now on, or on none. */
    final void stand(@Nullable Row row) {
        current = row;
    }

    /** Shows these cells of the rows only. */
    final void show(int @Nullable [] positions) {
        columns = positions == null ? ALL : positions;
    }

    final Row shown(Row row) {
        return columns == ALL ? row : row.project(columns);
    }

    /** Fails with UNKNOWN_COLUMN unless there are more columns than {@code column}. */
    static void requireColumn(int column, int count) {
        if (column < 0 || column >= count) {
            throw new Incorrect(ErrorCode.UNKNOWN_COLUMN, "no column " + column + " of " + count);
        }
    }

    private int at(Row row, int column) {
        int[] shown = columns;
        requireColumn(column, shown == ALL ? row.size() : shown.length);
        return shown == ALL ? column : shown[column];
    }

    private Row source() {
        if (current == null) {
            throw new Incorrect(ErrorCode.ROW_ABSENT, "no row here; ask next() first");
        }
        return current;
    }
}
