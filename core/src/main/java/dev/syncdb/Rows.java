package dev.syncdb;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Names;
import dev.syncdb.value.Affinity;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.NoSuchElementException;

/**
 * The result of a query, which begins before its first row. Holds all rows in memory and nothing
 * else, so that one that is forgotten costs no snapshot; {@link #close()} is there for
 * try-with-resources. Confined to one thread.
 *
 * <p>Columns are counted from 0. Getters of a type fail with WRONG_TYPE where the value is of
 * another one.
 */
public final class Rows implements AutoCloseable {
    private final List<String> names;
    private final List<Row> rows;
    private int at = -1;

    Rows(List<String> names, List<Row> rows) {
        this.names = names;
        this.rows = rows;
    }

    /** The result of a statement that gives no rows. */
    static Rows none() {
        return new Rows(List.of(), List.of());
    }

    /** Moves to the next row; false if there is none. */
    public boolean next() {
        if (at < rows.size()) {
            at++;
        }
        return at < rows.size();
    }

    public int columnCount() {
        return names.size();
    }

    /** The alias of the column, else its name, else its expression as written. */
    public String columnName(int column) {
        return names.get(column);
    }

    /** Position of the first column of that name. Fails with UNKNOWN_COLUMN. */
    public int column(String name) {
        for (int i = 0; i < names.size(); i++) {
            if (Names.equal(names.get(i), name)) {
                return i;
            }
        }
        throw new Incorrect(ErrorCode.UNKNOWN_COLUMN, "no column " + name + " in the result");
    }

    /** The row that the last {@link #next()} found. */
    public Row row() {
        if (at < 0 || at >= rows.size()) {
            throw new NoSuchElementException("no row here; ask next() first");
        }
        return rows.get(at);
    }

    public Value value(int column) {
        return row().at(column);
    }

    public Value value(String column) {
        return value(column(column));
    }

    public boolean isNull(int column) {
        return value(column).isNull();
    }

    public boolean isNull(String column) {
        return value(column).isNull();
    }

    public long getLong(int column) {
        return value(column).asLong();
    }

    public long getLong(String column) {
        return value(column).asLong();
    }

    public double getDouble(int column) {
        return value(column).asDouble();
    }

    public double getDouble(String column) {
        return value(column).asDouble();
    }

    /** The text, or a number as text; null for NULL. */
    public @Nullable String getString(int column) {
        Value value = value(column);
        return value.isNull() ? null : Affinity.TEXT.apply(value).asText();
    }

    /** The text, or a number as text; null for NULL. */
    public @Nullable String getString(String column) {
        return getString(column(column));
    }

    /** A copy of the blob; null for NULL. */
    public byte @Nullable [] getBytes(int column) {
        Value value = value(column);
        return value.type() == ValueType.NULL ? null : value.asBytes().toArray();
    }

    /** A copy of the blob; null for NULL. */
    public byte @Nullable [] getBytes(String column) {
        return getBytes(column(column));
    }

    /** The rows that {@link #next()} has not reached yet. */
    public List<Row> toList() {
        return List.copyOf(rows.subList(Math.min(at + 1, rows.size()), rows.size()));
    }

    /** Does nothing: there is nothing to give back. */
    @Override
    public void close() {}
}
