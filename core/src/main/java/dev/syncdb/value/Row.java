package dev.syncdb.value;

import java.util.List;

/**
 * The cells of one row in column order. Immutable. Equal iff every cell is of the same type and
 * content, however each of the two rows keeps its cells.
 */
public abstract class Row {
    protected Row() {}

    /** A row of the given cells. */
    public static Row of(Value... cells) {
        return new CellRow(cells.clone());
    }

    /** A row of the given cells. */
    public static Row of(List<Value> cells) {
        return new CellRow(cells.toArray(new Value[0]));
    }

    /** Takes ownership of {@code cells}, which the caller must not touch again. */
    public static Row owned(Value[] cells) {
        return new CellRow(cells);
    }

    public abstract int size();

    /** The cell of the column with this position, counted from 0. */
    public abstract Value at(int column);

    /** The type of one cell. */
    public ValueType typeAt(int column) {
        return at(column).type();
    }

    public boolean isNullAt(int column) {
        return at(column).isNull();
    }

    /** The integer in one cell. Fails with WRONG_TYPE on anything else. */
    public long longAt(int column) {
        return at(column).asLong();
    }

    /** The number in one cell, an integer widened. Fails with WRONG_TYPE on anything else. */
    public double doubleAt(int column) {
        return at(column).asDouble();
    }

    /** The text in one cell. Fails with WRONG_TYPE on anything else. */
    public String textAt(int column) {
        return at(column).asText();
    }

    /** The blob in one cell. Fails with WRONG_TYPE on anything else. */
    public Bytes bytesAt(int column) {
        return at(column).asBytes();
    }

    /** True if one cell equals {@code value}, by type and content. */
    public boolean sameAt(int column, Value value) {
        return at(column).equals(value);
    }

    /** True if both rows have equal cells in this column, by type and content. */
    public boolean sameAt(int column, Row other) {
        return sameAt(column, other.at(column));
    }

    /** This row with one cell replaced. */
    public Row with(int column, Value value) {
        Value[] copy = toArray();
        copy[column] = value;
        return new CellRow(copy);
    }

    /** A fresh copy of the cells. */
    public Value[] toArray() {
        Value[] cells = new Value[size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = at(i);
        }
        return cells;
    }

    /** The cells at the given positions, in that order. */
    public Row project(int[] columns) {
        Value[] picked = new Value[columns.length];
        for (int i = 0; i < columns.length; i++) {
            picked[i] = at(columns[i]);
        }
        return new CellRow(picked);
    }

    @Override
    public final boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Row)) {
            return false;
        }
        Row that = (Row) other;
        int size = size();
        if (size != that.size()) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (!sameAt(i, that)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public final int hashCode() {
        int hash = 1;
        int size = size();
        for (int i = 0; i < size; i++) {
            hash = 31 * hash + at(i).hashCode();
        }
        return hash;
    }

    @Override
    public final String toString() {
        StringBuilder text = new StringBuilder("(");
        int size = size();
        for (int i = 0; i < size; i++) {
            text.append(i == 0 ? "" : ", ").append(at(i).toSql());
        }
        return text.append(')').toString();
    }
}
