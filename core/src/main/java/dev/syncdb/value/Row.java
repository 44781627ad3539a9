package dev.syncdb.value;

import java.util.Arrays;
import java.util.List;

/**
 * The cells of one row in column order. Immutable. Equal iff every cell is of the same type and
 * content.
 */
public final class Row {
    private final Value[] cells;

    private Row(Value[] cells) {
        this.cells = cells;
    }

    /** A row of the given cells. */
    public static Row of(Value... cells) {
        return new Row(cells.clone());
    }

    /** A row of the given cells. */
    public static Row of(List<Value> cells) {
        return new Row(cells.toArray(new Value[0]));
    }

    /** Takes ownership of {@code cells}, which the caller must not touch again. */
    public static Row owned(Value[] cells) {
        return new Row(cells);
    }

    public int size() {
        return cells.length;
    }

    /** The cell of the column with this position, counted from 0. */
    public Value at(int column) {
        return cells[column];
    }

    /** This row with one cell replaced. */
    public Row with(int column, Value value) {
        Value[] copy = cells.clone();
        copy[column] = value;
        return new Row(copy);
    }

    /** A fresh copy of the cells. */
    public Value[] toArray() {
        return cells.clone();
    }

    /** The cells at the given positions, in that order. */
    public Row project(int[] columns) {
        Value[] picked = new Value[columns.length];
        for (int i = 0; i < columns.length; i++) {
            picked[i] = cells[columns[i]];
        }
        return new Row(picked);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Row && Arrays.equals(cells, ((Row) other).cells);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(cells);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("(");
        for (int i = 0; i < cells.length; i++) {
            text.append(i == 0 ? "" : ", ").append(cells[i].toSql());
        }
        return text.append(')').toString();
    }
}
