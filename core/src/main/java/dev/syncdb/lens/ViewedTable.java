package dev.syncdb.lens;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table as one version declares it, and where its cells lie in the table that is stored. Columns
 * are told apart by position on both sides, so that a new name costs nothing. Immutable.
 */
public final class ViewedTable {
    /** The version does not have the column. */
    public static final int NOT_SHOWN = -1;

    /** Whoever has the version computes the column, so nobody stores it. */
    public static final int NOT_STORED = -1;

    private final Table table;
    private final String stored;
    private final int[] places;
    private final int[] shown;

    /**
     * A table of a version.
     *
     * @param table as the version declares it
     * @param stored the name of the stored table
     * @param places for each of its columns the position in the stored table, or
     *     {@link #NOT_STORED}
     * @param width how many columns the stored table has
     */
    public ViewedTable(Table table, String stored, List<Integer> places, int width) {
        this.table = table;
        this.stored = stored;
        this.places = places.stream().mapToInt(place -> place).toArray();
        this.shown = new int[width];
        Arrays.fill(shown, NOT_SHOWN);
        for (int i = 0; i < this.places.length; i++) {
            if (this.places[i] != NOT_STORED) {
                shown[this.places[i]] = i;
            }
        }
    }

    /** A table that is stored as it is. */
    public static ViewedTable whole(Table table) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            places.add(i);
        }
        return new ViewedTable(table, table.name(), places, places.size());
    }

    /** As the version declares it. */
    public Table table() {
        return table;
    }

    /** The name of the stored table. */
    public String stored() {
        return stored;
    }

    /** How many columns the stored table has. */
    public int width() {
        return shown.length;
    }

    /**
     * True if the stored table has the same name and the same columns in the same places, whatever
     * they are called.
     */
    public boolean isWhole() {
        if (!table.name().equals(stored) || places.length != shown.length) {
            return false;
        }
        for (int i = 0; i < places.length; i++) {
            if (places[i] != i) {
                return false;
            }
        }
        return true;
    }

    /** Where a column of the version is stored. Fails with UNKNOWN_COLUMN. */
    public int place(int column) {
        if (column >= places.length || places[column] == NOT_STORED) {
            throw Incorrect.at(
                    ErrorCode.UNKNOWN_COLUMN,
                    "no column " + column + " in table " + table.name(),
                    table.name(),
                    null);
        }
        return places[column];
    }

    /** Which column of the version a stored one is, or {@link #NOT_SHOWN}. */
    public int shown(int place) {
        return shown[place];
    }

    /** What the version shows of a stored row. */
    public Row show(Row row) {
        Value[] cells = new Value[places.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = places[i] == NOT_STORED ? Value.NULL : row.at(places[i]);
        }
        return Row.owned(cells);
    }

    /** A stored row with the cells of a row of the version in the place of its own. */
    public Row put(Row shownRow, Row storedRow) {
        Value[] cells = storedRow.toArray();
        for (int i = 0; i < places.length; i++) {
            if (places[i] != NOT_STORED) {
                cells[places[i]] = shownRow.at(i);
            }
        }
        return Row.owned(cells);
    }

    /**
     * A stored row with the cells of a row of the version, and NULL in all others. Fails with
     * UNKNOWN_COLUMN if it does not have the version's columns.
     */
    public Row store(Row row) {
        if (row.size() != places.length) {
            throw Incorrect.at(
                    ErrorCode.UNKNOWN_COLUMN,
                    "a row of " + row.size() + " cells for table " + table.name() + " of "
                            + places.length + " columns",
                    table.name(),
                    null);
        }
        Value[] cells = new Value[shown.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = shown[i] == NOT_SHOWN ? Value.NULL : row.at(shown[i]);
        }
        return Row.owned(cells);
    }
}
