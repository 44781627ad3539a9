package dev.syncdb.sync.apply;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.Claim;
import dev.syncdb.merge.ConflictRecord;
import dev.syncdb.merge.ConflictRecord.Kind;
import dev.syncdb.merge.Intent;
import dev.syncdb.merge.RowVersions;
import dev.syncdb.schema.Table;
import dev.syncdb.sync.encoding.HiddenCodec;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

/**
 * Makes two rows one: the cells of the one are edits of the other, made where nothing was. A NULL
 * says nothing, so it takes nothing away. Lives for one merge.
 */
final class RowMerge {
    /** No writer has this number: two rows of one author did not know of each other, either. */
    private static final long STRANGER = -1;

    private final Findings findings;
    private final Table table;
    private final RowName name;
    private final RowVersions found;
    private Detect.Target into;

    /** @param into the row that stays, as it is */
    RowMerge(Findings findings, RowName name, Image into) {
        this.findings = findings;
        this.table = findings.table(name);
        this.name = name;
        this.found = findings.versions(into);
        this.into = new Detect.Target(into, found);
    }

    /** Takes in the cells of an insert under the same key. */
    void insert(Row cells) {
        for (int i = 0; i < cells.size(); i++) {
            edit(i, cells.at(i), findings.claim(), findings.author(), Kind.INSERT_INSERT);
        }
        write();
    }

    /** Takes in the cells of another row. */
    void row(Image other) {
        RowVersions versions = findings.versions(other);
        for (int i = 0; i < other.cells().size(); i++) {
            CellVersion author = versions.cell(i);
            long base = findings.predicts() ? Long.MAX_VALUE : 0;
            Claim claim = new Claim(base, STRANGER, author.effectiveMillis());
            edit(i, other.cells().at(i), claim, author, Kind.UNIQUE);
        }
        write();
    }

    private void edit(int column, Value value, Claim claim, CellVersion author, Kind kind) {
        boolean fixed = table.primaryKey().columns().contains(column)
                || table.columns().get(column).isGenerated();
        if (fixed || value.isNull()) {
            return;
        }
        Cell cell = Intent.of(table, new Cell(column, Value.NULL, value));
        boolean free = into.image().cells().at(column).isNull();
        Claim own = free ? new Claim(Long.MAX_VALUE, STRANGER, claim.effectiveMillis()) : claim;
        EditedRow edited = new EditedRow(findings, name, into, own, author);
        edited.edit(cell, SeenCells.UNKNOWN);
        for (ConflictRecord record : edited.conflicts()) {
            findings.add(new ConflictRecord(
                    kind,
                    name,
                    record.column(),
                    findings.claim().base(),
                    null,
                    record.stored(),
                    record.incoming(),
                    record.decision()));
        }
        findings.settle(name, column);
        Row row = edited.row();
        RowVersions versions = edited.versions();
        into = new Detect.Target(
                row == null ? into.image() : new Image(row, into.image().hidden()),
                versions == null ? into.versions() : versions);
    }

    private void write() {
        findings.differs(name);
        findings.rows().update(name.table(), name.key(), into.image().cells());
        // One that came with this transaction has no versions yet.
        boolean versioned = into.image().hidden().size() > 0 && !findings.predicts();
        if (versioned && !into.versions().equals(found)) {
            findings.rows().hide(name.table(), name.key(), HiddenCodec.write(into.versions()));
        }
    }
}
