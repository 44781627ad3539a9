package dev.syncdb.sync.apply;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.Intent;
import dev.syncdb.merge.MergeContext;
import dev.syncdb.merge.MergeResult;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.MergeRule;
import dev.syncdb.schema.PrimaryKey.Deletes;
import dev.syncdb.schema.Table;
import dev.syncdb.sync.encoding.HiddenCodec;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** What a phone does of a transaction that was made on other rows than there are now. Pure. */
public final class Predict {
    /** Phones do not know who wrote what. */
    private static final CellVersion NOBODY = new CellVersion(0, CellVersion.BACKEND, 0);

    private Predict() {}

    /**
     * Shows a transaction that the server has not judged yet: its operations on top of newer rows.
     * An operation on a row that is gone does nothing. Policies do what the server's would, as far
     * as a phone can tell. Fails with {@code Incorrect} if a constraint now forbids it, or if it
     * expects what is not so any more.
     */
    public static void replay(Rows rows, List<Change> operations) {
        Findings findings = Findings.predicting(rows);
        Settling settling = new Settling(findings);
        for (Change operation : operations) {
            if (operation instanceof Change.Expect expect) {
                Expectations.predict(rows, expect, meant(rows, expect.row()));
            }
        }
        for (Change operation : operations) {
            if (operation instanceof Change.Update update) {
                Image before = update(rows, update);
                if (before != null) {
                    settling.wrote(update.row(), before.cells());
                }
            }
        }
        for (Change operation : operations) {
            if (operation instanceof Change.Delete delete && deletes(rows, delete)) {
                rows.delete(delete.row().table(), delete.row().key());
            }
        }
        for (Change operation : operations) {
            if (operation instanceof Change.Insert insert) {
                insert(findings, settling, insert);
            }
        }
        settling.run();
        rows.requireConstraints();
    }

    private static void insert(Findings findings, Settling settling, Change.Insert insert) {
        RowName name = insert.row();
        Image there = findings.rows().get(name.table(), name.key());
        if (there != null && findings.table(name).primaryKey().mergesInserts()) {
            RowName old = Findings.name(name.table(), name.key(), there);
            new RowMerge(findings, old, there).insert(insert.image().cells());
        } else {
            findings.rows().insert(name.table(), insert.image().cells());
        }
        settling.wrote(name, there == null ? null : there.cells());
    }

    /**
     * True if the row is to be deleted. One that stays when it was edited does so if it is no more
     * as the author of the delete saw it.
     */
    private static boolean deletes(Rows rows, Change.Delete delete) {
        RowName name = delete.row();
        Image image = meant(rows, name);
        if (image == null) {
            return false;
        }
        Table table = rows.schema().table(name.table());
        Row seen = delete.before();
        return seen == null
                || table.primaryKey().deletes() != Deletes.UPDATE_WINS
                || table.withoutGenerated(seen).equals(table.withoutGenerated(image.cells()));
    }

    /**
     * Does a transaction again for somebody who wants just that. Fails with {@code Incorrect} if a
     * row that it changes or expects is gone; one that it deletes may be. The constraints that are
     * checked at the end of a transaction are left to the caller.
     */
    public static void redo(Rows rows, List<Change> operations) {
        for (Change operation : operations) {
            if (operation instanceof Change.Expect expect && meant(rows, expect.row()) == null) {
                throw absent(expect.row());
            }
            if (operation instanceof Change.Update update && update(rows, update) == null) {
                throw absent(update.row());
            }
        }
        for (Change operation : operations) {
            if (operation instanceof Change.Delete delete && meant(rows, delete.row()) != null) {
                rows.delete(delete.row().table(), delete.row().key());
            }
        }
        for (Change operation : operations) {
            if (operation instanceof Change.Insert insert) {
                rows.insert(insert.row().table(), insert.image().cells());
            }
        }
    }

    private static Incorrect absent(RowName row) {
        return Incorrect.at(
                ErrorCode.ROW_ABSENT,
                "the row " + row.key() + " of " + row.table() + " is gone",
                row.table(),
                null);
    }

    /** Does an edit; returns the row as it was before, or null if it is gone. */
    private static @Nullable Image update(Rows rows, Change.Update update) {
        RowName name = update.row();
        Image image = meant(rows, name);
        if (image != null) {
            Table table = rows.schema().table(name.table());
            List<Cell> cells = new ArrayList<>();
            for (Cell cell : update.cells()) {
                cells.add(ruled(rows, table, name, image.cells().at(cell.column()), cell));
            }
            rows.update(name.table(), name.key(), patched(table, image.cells(), cells));
        }
        return image;
    }

    /** The edit as the application's function would have it, if it meets another value. */
    private static Cell ruled(Rows rows, Table table, RowName name, Value current, Cell cell) {
        Column column = table.columns().get(cell.column());
        Value before = cell.before();
        boolean open = column.type().merge() == MergeRule.RULE
                && before != null
                && !current.equals(before)
                && !current.equals(cell.after());
        if (!open) {
            return cell;
        }
        MergeContext context = new MergeContext(table.name(), name.key(), column, NOBODY, NOBODY);
        MergeResult result = rows.merged(before, cell.after(), current, context);
        if (result instanceof MergeResult.Reject reject) {
            throw Incorrect.at(ErrorCode.RULE, reject.reason(), table.name(), column.name());
        }
        return result instanceof MergeResult.Merged merged
                ? new Cell(cell.column(), before, merged.value())
                : cell;
    }

    /**
     * The row that {@code name} means, or null if it is gone; then another one, of another handle,
     * may have taken its key. An operation without a handle means a row that this phone inserted,
     * one with {@link RowName#ANY} means whatever row has the key.
     */
    private static @Nullable Image meant(Rows rows, RowName name) {
        Image image = rows.get(name.table(), name.key());
        boolean another = image != null
                && name.handle() != RowName.UNKNOWN
                && name.handle() != RowName.ANY
                && name.handle() != HiddenCodec.handle(image.hidden());
        return another ? null : image;
    }

    /**
     * The row after an edit of these cells, which means what it meant to its author.
     *
     * @param table that of the row
     * @throws Incorrect OUT_OF_RANGE if a counter leaves the range of integers
     */
    public static Row patched(Table table, Row row, List<Cell> cells) {
        Value[] patched = row.toArray();
        for (Cell cell : cells) {
            patched[cell.column()] = Intent.applied(table, patched[cell.column()], cell);
        }
        return Row.owned(patched);
    }
}
