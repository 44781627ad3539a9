package dev.syncdb.client.replica;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.clock.Environment;
import dev.syncdb.lens.Lens;
import dev.syncdb.lens.Source.Same;
import dev.syncdb.lens.TableLens;
import dev.syncdb.schema.Schema;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of operations of an older version without their rows: everything but cells that are
 * computed from others.
 */
record Carry(Lens lens, Environment environment) {
    /** What of a transaction can be said in the newer words. */
    Form form(Form older) {
        List<@Nullable Change> carried = new ArrayList<>();
        boolean complete = older.complete();
        for (Change operation : older.operations()) {
            carried.add(operation == null ? null : carried(operation));
            complete &= operation == null
                    || operation instanceof Change.Expect
                    || isOwn(operation)
                    || lens.carries(operation);
        }
        return new Form(carried, complete);
    }

    /** What of an operation can be said; null if that is nothing. */
    @Nullable
    Change carried(Change operation) {
        if (isOwn(operation)) {
            return operation;
        }
        TableLens table = lens.ofOlder(Form.row(operation).table());
        if (table == null) {
            return null;
        }
        RowName old = Form.row(operation);
        RowName row = new RowName(table.newer().name(), old.key(), old.handle());
        if (operation instanceof Change.Insert insert) {
            Row cells = table.newer(insert.image().cells(), environment);
            return new Change.Insert(row, new Image(cells, insert.image().hidden()));
        }
        if (operation instanceof Change.Delete delete) {
            Row before = delete.before();
            Row seen = before == null ? null : table.newer(before, environment);
            return new Change.Delete(row, seen, delete.hidden());
        }
        if (operation instanceof Change.Expect expect) {
            List<Cell> cells = placed(table, expect.cells());
            // Who expects no more than the row names no cells.
            boolean says = !cells.isEmpty() || expect.cells().isEmpty();
            return says ? new Change.Expect(row, cells) : null;
        }
        Change.Update update = (Change.Update) operation;
        List<Cell> cells = placed(table, update.cells());
        return cells.isEmpty() ? null : new Change.Update(row, cells, update.hidden());
    }

    /** The cells that the newer version has, too, in their places there. */
    static List<Cell> placed(TableLens table, List<Cell> cells) {
        List<Cell> placed = new ArrayList<>();
        for (Cell cell : cells) {
            if (table.down().get(cell.column()) instanceof Same same) {
                placed.add(new Cell(same.column(), cell.before(), cell.after(), cell.relative()));
            }
        }
        return placed;
    }

    /** True of the tables of SyncDB's own, which no version of an app changes. */
    private static boolean isOwn(Change operation) {
        return Schema.isLedger(Form.row(operation).table());
    }
}
