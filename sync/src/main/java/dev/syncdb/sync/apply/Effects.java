package dev.syncdb.sync.apply;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.delta.MapEdit;
import dev.syncdb.delta.SetEdit;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.Intent;
import dev.syncdb.merge.RowVersions;
import dev.syncdb.schema.MergeRule;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.sync.encoding.HiddenCodec;
import dev.syncdb.value.Row;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Writes into every row that a transaction touched who did it: the author's version into the cells
 * that changed, and a handle into rows that are new. It looks at what changed, not at what was
 * asked, so that cascades count too.
 */
public final class Effects {
    private Effects() {}

    /**
     * Stamps the rows of SyncDB's users and of the ledger; SyncDB's other tables have no versions.
     *
     * @param changes the net changes of the transaction
     */
    public static void stamp(Rows rows, List<Change> changes, Authors authors, Handles handles) {
        for (Change change : changes) {
            if (change instanceof Change.Insert insert && isStamped(insert.row())) {
                hide(rows, insert.row(), begun(insert.row(), authors, handles));
            } else if (change instanceof Change.Update update && isStamped(update.row())) {
                // Nothing hidden is left of a row that was deleted and inserted again: it is
                // another.
                boolean isNew = update.hidden().size() == 0;
                RowVersions versions = isNew
                        ? begun(update.row(), authors, handles)
                        : written(rows, update, authors);
                hide(rows, update.row(), versions);
                forget(rows, named(update.row(), versions.handle()));
            } else if (change instanceof Change.Delete delete
                    && !Schema.isInternal(delete.row().table())) {
                long handle = HiddenCodec.handle(delete.hidden());
                CellVersion author = authors.ofDelete(delete.row());
                keep(rows, delete, named(delete.row(), handle), author);
                if (hasTexts(rows.schema().table(delete.row().table()))) {
                    rows.texts().forget(named(delete.row(), handle));
                }
                hide(rows, delete.row(), RowVersions.of(handle, author));
            }
        }
    }

    private static void keep(Rows rows, Change.Delete delete, RowName name, CellVersion author) {
        Table table = rows.schema().table(name.table());
        if (DeletedRow.isKept(rows.schema(), table)) {
            Row before = Objects.requireNonNull(delete.before(), "a store knows what it had");
            Image image = new Image(before, delete.hidden());
            rows.deleted().keep(new DeletedRow(name, image, author));
        }
    }

    private static boolean hasTexts(Table table) {
        return table.columns().stream().anyMatch(column -> column.type().isMergedText());
    }

    private static void forget(Rows rows, RowName name) {
        if (DeletedRow.isKept(rows.schema(), rows.schema().table(name.table()))) {
            rows.deleted().forget(name);
        }
    }

    private static RowName named(RowName row, long handle) {
        return new RowName(row.table(), row.key(), handle);
    }

    /**
     * The handles of the rows that the operations inserted, in order; 0 for one that is gone again.
     */
    public static List<Long> insertedHandles(Rows rows, List<Change> operations) {
        List<Long> handles = new ArrayList<>();
        for (Change operation : operations) {
            if (operation instanceof Change.Insert insert) {
                Image image = rows.get(insert.row().table(), insert.row().key());
                handles.add(image == null ? 0 : HiddenCodec.handle(image.hidden()));
            }
        }
        return handles;
    }

    private static RowVersions begun(RowName row, Authors authors, Handles handles) {
        long handle = Schema.isLedger(row.table())
                ? row.key().values().at(0).asLong()
                : handles.next(row.table());
        return RowVersions.of(handle, authors.ofInsert(row));
    }

    private static RowVersions written(Rows rows, Change.Update update, Authors authors) {
        RowVersions versions = HiddenCodec.read(update.hidden());
        Table table = rows.schema().table(update.row().table());
        for (Cell cell : update.cells()) {
            int column = cell.column();
            CellVersion author = authors.ofCell(update.row(), column);
            CellVersion before = versions.cell(column);
            CellVersion whole = authors.ofWhole(update.row(), column, before);
            if (table.columns().get(column).type().isMergedText()) {
                rows.texts().changed(named(update.row(), versions.handle()), cell, before);
            }
            versions = written(versions, table, cell, author);
            versions = whole.equals(author) ? versions : versions.by(column, whole);
        }
        return versions;
    }

    private static RowVersions written(
            RowVersions versions, Table table, Cell cell, CellVersion author) {
        int column = cell.column();
        MergeRule rule = table.columns().get(column).type().merge();
        boolean inParts = rule == MergeRule.ORSET || rule == MergeRule.MAP;
        Cell meant = inParts ? Intent.of(table, cell) : cell;
        if (!meant.relative()) {
            return versions.written(column, author);
        }
        String text = meant.after().asText();
        if (rule == MergeRule.ORSET) {
            SetEdit set = Objects.requireNonNull(SetEdit.parse(text), "an edit of a set");
            return versions.edited(column, set.added(), set.removed(), author);
        }
        MapEdit map = Objects.requireNonNull(MapEdit.parse(text), "an edit of a map");
        List<String> paths = new ArrayList<>();
        map.paths().forEach(path -> paths.add(path.text()));
        return versions.overwritten(column, paths, author);
    }

    private static boolean isStamped(RowName row) {
        return Schema.isShared(row.table());
    }

    private static void hide(Rows rows, RowName row, RowVersions versions) {
        rows.hide(row.table(), row.key(), HiddenCodec.write(versions));
    }
}
