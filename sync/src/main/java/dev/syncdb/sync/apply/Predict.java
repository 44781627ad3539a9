package dev.syncdb.sync.apply;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.List;

/**
 * What a phone shows of a transaction that the server has not judged yet: its operations on top of
 * newer rows. An operation on a row that is gone does nothing. Fails with {@code Incorrect} if a
 * constraint now forbids it.
 */
public final class Predict {
    private Predict() {}

    public static void replay(Rows rows, List<Change> operations) {
        for (Change operation : operations) {
            if (operation instanceof Change.Delete delete) {
                rows.delete(delete.row().table(), delete.row().key());
            }
        }
        for (Change operation : operations) {
            if (operation instanceof Change.Insert insert) {
                rows.insert(insert.row().table(), insert.image().cells());
            } else if (operation instanceof Change.Update update) {
                update(rows, update);
            }
        }
        rows.requireConstraints();
    }

    private static void update(Rows rows, Change.Update update) {
        String table = update.row().table();
        Image image = rows.get(table, update.row().key());
        if (image != null) {
            rows.update(table, update.row().key(), patched(image.cells(), update.cells()));
        }
    }

    /** The row with the cells' new values. */
    public static Row patched(Row row, List<Cell> cells) {
        Value[] patched = row.toArray();
        for (Cell cell : cells) {
            patched[cell.column()] = cell.after();
        }
        return Row.owned(patched);
    }
}
