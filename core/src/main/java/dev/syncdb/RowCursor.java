package dev.syncdb;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Names;
import dev.syncdb.value.Affinity;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import org.jspecify.annotations.Nullable;

import java.util.NoSuchElementException;

/**
 * A pass over rows that stands on one of them at a time, or on none. Cells are read where they lie,
 * so only those that are asked for cost anything. Confined to one thread.
 *
 * <p>Columns are counted from 0. Getters of a type fail with WRONG_TYPE where the value is of
 * another one.
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
        return source().at(at(column));
    }

    public Value value(String column) {
        return value(column(column));
    }

    public boolean isNull(int column) {
        return source().isNullAt(at(column));
    }

    public boolean isNull(String column) {
        return isNull(column(column));
    }

    public long getLong(int column) {
        return source().longAt(at(column));
    }

    public long getLong(String column) {
        return getLong(column(column));
    }

    public double getDouble(int column) {
        return source().doubleAt(at(column));
    }

    public double getDouble(String column) {
        return getDouble(column(column));
    }

    /** The text, or a number as text; null for NULL. */
    public @Nullable String getString(int column) {
        Row row = source();
        int at = at(column);
        return switch (row.typeAt(at)) {
            case NULL -> null;
            case TEXT, BLOB -> row.textAt(at);
            case INTEGER, REAL -> Affinity.TEXT.apply(row.at(at)).asText();
        };
    }

    /** The text, or a number as text; null for NULL. */
    public @Nullable String getString(String column) {
        return getString(column(column));
    }

    /** A copy of the blob; null for NULL. */
    public byte @Nullable [] getBytes(int column) {
        Row row = source();
        int at = at(column);
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

    private int at(int column) {
        return columns == ALL ? column : columns[column];
    }

    private Row source() {
        if (current == null) {
            throw new NoSuchElementException("no row here; ask next() first");
        }
        return current;
    }
}
