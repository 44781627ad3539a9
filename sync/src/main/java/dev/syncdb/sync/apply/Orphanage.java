package dev.syncdb.sync.apply;

import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.ConflictRecord;
import dev.syncdb.merge.ConflictRecord.Decision;
import dev.syncdb.merge.ConflictRecord.Kind;
import dev.syncdb.merge.ConflictRecord.Side;
import dev.syncdb.merge.RowVersions;
import dev.syncdb.schema.Table;
import dev.syncdb.sync.encoding.HiddenCodec;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.TreeMap;

/** What becomes of rows whose parent is gone. Lives for one transaction. */
final class Orphanage {
    private final Findings findings;
    private final Settling settling;
    private final Rows rows;

    Orphanage(Findings findings, Settling settling) {
        this.findings = findings;
        this.settling = settling;
        this.rows = findings.rows();
    }

    /** Returns true if the row was an orphan, and something was done about it. */
    boolean settles(RowName row, Image image, Referrer by) {
        boolean orphan = !by.isCut(image.cells())
                && rows.parent(by.child(), by.key(), image.cells()) == null;
        if (!orphan) {
            return false;
        }
        DeletedRow parent = parent(image, by);
        return switch (by.key().orphans()) {
            case REJECT -> false;
            case SET_NULL -> cut(row, image, by, parent);
            case CASCADE -> takeAway(row, image, parent);
            case RESURRECT_PARENT -> restore(row, parent);
        };
    }

    /** Brings back a row that was deleted, with its old handle: no other row ever had it. */
    void restoreRow(DeletedRow deleted) {
        RowVersions old = HiddenCodec.read(deleted.image().hidden());
        Map<Integer, CellVersion> cells = new TreeMap<>();
        for (int i = 0; i < deleted.image().cells().size(); i++) {
            cells.put(i, old.cell(i));
        }
        // Whoever heard of the delete is to hear of the row; its cells are as old as they were.
        RowVersions versions = new RowVersions(old.handle(), findings.server(), cells, old.parts());
        Image image = new Image(deleted.image().cells(), HiddenCodec.write(versions));
        rows.restore(new DeletedRow(deleted.name(), image, deleted.deletedBy()));
        findings.differs(deleted.name());
        settling.wrote(deleted.name(), image.cells());
    }

    private boolean cut(RowName row, Image image, Referrer by, @Nullable DeletedRow parent) {
        for (int column : by.key().columns()) {
            findings.add(new ConflictRecord(
                    Kind.FOREIGN_KEY,
                    row,
                    by.child().columns().get(column).name(),
                    findings.claim().base(),
                    null,
                    deletion(parent),
                    new Side(image.cells().at(column), findings.author()),
                    Decision.by(by.key().orphans().name(), false)));
            findings.settle(row, column);
        }
        findings.differs(row);
        rows.update(row.table(), row.key(), by.cut(image.cells()));
        settling.wroteAgain(row);
        return true;
    }

    private boolean takeAway(RowName row, Image image, @Nullable DeletedRow parent) {
        findings.addRow(
                Kind.FOREIGN_KEY,
                row,
                deletion(parent),
                new Side(findings.text(row, image.cells()), findings.author()),
                Decision.by("CASCADE", false));
        findings.settle(row, Findings.ROW);
        findings.differs(row);
        new Departures(findings).remove(row);
        return true;
    }

    private boolean restore(RowName child, @Nullable DeletedRow parent) {
        if (parent == null) {
            return false;
        }
        restoreRow(parent);
        // With its parent it has ancestors, of which it may be one.
        settling.wroteAgain(child);
        findings.addRow(
                Kind.FOREIGN_KEY,
                parent.name(),
                new Side(Value.NULL, parent.deletedBy()),
                new Side(findings.text(parent.name(), parent.image().cells()), findings.author()),
                Decision.by("RESURRECT_PARENT", true));
        return true;
    }

    /** The parent that is gone, if it is kept: it can be found only by its primary key. */
    private @Nullable DeletedRow parent(Image image, Referrer by) {
        Table table = rows.schema().find(by.key().parentTable());
        if (table == null || !by.refersToPrimaryKey(table)) {
            return null;
        }
        Row values = by.values(image.cells());
        for (int i = 0; i < values.size(); i++) {
            int column = table.primaryKey().columns().get(i);
            values = values.with(
                    i, table.columns().get(column).type().affinity().apply(values.at(i)));
        }
        return rows.deleted().find(new RowName(table.name(), table.key(values), RowName.ANY));
    }

    private static Side deletion(@Nullable DeletedRow parent) {
        return new Side(Value.NULL, parent == null ? Findings.NOBODY : parent.deletedBy());
    }
}
