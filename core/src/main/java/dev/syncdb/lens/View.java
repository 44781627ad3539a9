package dev.syncdb.lens;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.Schema;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one version shows of the tables that are stored: fewer of them, under other names and with
 * other columns. A view computes nothing, it only renames; what the cells of one version mean for
 * those of another is done when they are written. Immutable.
 */
public final class View {
    private final int version;
    private final Schema schema;
    private final Map<String, ViewedTable> byName = new HashMap<>();
    private final Map<String, ViewedTable> byStored = new HashMap<>();
    private final boolean whole;

    /**
     * A view.
     *
     * @param schema the version's
     * @param tables all its tables
     */
    public View(int version, Schema schema, List<ViewedTable> tables) {
        this.version = version;
        this.schema = schema;
        boolean same = true;
        for (ViewedTable table : tables) {
            byName.put(Names.fold(table.table().name()), table);
            byStored.put(Names.fold(table.stored()), table);
            same &= table.isWhole();
        }
        this.whole = same;
    }

    /** The version's number. */
    public int version() {
        return version;
    }

    /** The version's tables as it declares them. */
    public Schema schema() {
        return schema;
    }

    /**
     * True if rows of all its tables are stored as they are. There may be other tables, and columns
     * may have other names.
     */
    public boolean isWhole() {
        return whole;
    }

    /** The table that the version knows by that name, or null. */
    public @Nullable ViewedTable find(String name) {
        return byName.get(Names.fold(name));
    }

    /** What the version shows of the stored table of that name, or null if it does not. */
    public @Nullable ViewedTable findStored(String name) {
        return byStored.get(Names.fold(name));
    }

    /**
     * A change of the version as a change of what is stored. The cells that a new row has beyond
     * those of the version are NULL. Fails with UNKNOWN_TABLE or UNKNOWN_COLUMN.
     */
    public Change stored(Change change) {
        if (change instanceof Change.Insert insert) {
            ViewedTable table = require(insert.row());
            Row cells = table.store(insert.image().cells());
            return new Change.Insert(
                    stored(insert.row(), table), new Image(cells, insert.image().hidden()));
        }
        if (change instanceof Change.Update update) {
            ViewedTable table = require(update.row());
            return new Change.Update(
                    stored(update.row(), table), stored(update.cells(), table), update.hidden());
        }
        if (change instanceof Change.Delete delete) {
            ViewedTable table = require(delete.row());
            Row before = delete.before();
            return new Change.Delete(
                    stored(delete.row(), table),
                    before == null ? null : table.store(before),
                    delete.hidden());
        }
        if (change instanceof Change.Expect expect) {
            ViewedTable table = require(expect.row());
            return new Change.Expect(stored(expect.row(), table), stored(expect.cells(), table));
        }
        return change;
    }

    /**
     * What the version shows of a change of what is stored; null if it shows nothing of it. Changes
     * of structure are not shown.
     */
    public @Nullable Change shown(Change change) {
        RowName row = change.changed();
        ViewedTable table = row == null ? null : findStored(row.table());
        if (row == null || table == null) {
            return null;
        }
        RowName name = shown(row, table);
        if (change instanceof Change.Insert insert) {
            Image image = insert.image();
            return new Change.Insert(name, new Image(table.show(image.cells()), image.hidden()));
        }
        if (change instanceof Change.Update update) {
            List<Cell> cells = new ArrayList<>(update.cells().size());
            for (Cell cell : update.cells()) {
                int column = table.shown(cell.column());
                if (column != ViewedTable.NOT_SHOWN) {
                    cells.add(new Cell(column, cell.before(), cell.after(), cell.relative()));
                }
            }
            return cells.isEmpty() ? null : new Change.Update(name, cells, update.hidden());
        }
        Row before = ((Change.Delete) change).before();
        Bytes hidden = ((Change.Delete) change).hidden();
        return new Change.Delete(name, before == null ? null : table.show(before), hidden);
    }

    /** The name by which the version knows a stored row; null if it does not. */
    public @Nullable RowName shown(RowName row) {
        ViewedTable table = findStored(row.table());
        return table == null ? null : shown(row, table);
    }

    private ViewedTable require(RowName row) {
        ViewedTable table = find(row.table());
        if (table == null) {
            throw Incorrect.at(
                    ErrorCode.UNKNOWN_TABLE,
                    "no table " + row.table() + " in version " + version,
                    row.table(),
                    null);
        }
        return table;
    }

    private static List<Cell> stored(List<Cell> cells, ViewedTable table) {
        List<Cell> stored = new ArrayList<>(cells.size());
        for (Cell cell : cells) {
            int place = table.place(cell.column());
            stored.add(new Cell(place, cell.before(), cell.after(), cell.relative()));
        }
        return stored;
    }

    private static RowName stored(RowName row, ViewedTable table) {
        return new RowName(table.stored(), row.key(), row.handle());
    }

    private static RowName shown(RowName row, ViewedTable table) {
        return new RowName(table.table().name(), row.key(), row.handle());
    }
}
