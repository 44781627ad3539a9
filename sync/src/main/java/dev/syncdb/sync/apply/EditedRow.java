package dev.syncdb.sync.apply;

import dev.syncdb.change.Cell;
import dev.syncdb.change.RowName;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.Claim;
import dev.syncdb.merge.Clash;
import dev.syncdb.merge.ConflictRecord;
import dev.syncdb.merge.ConflictRecord.Decision;
import dev.syncdb.merge.ConflictRecord.Kind;
import dev.syncdb.merge.ConflictRecord.Side;
import dev.syncdb.merge.Intent;
import dev.syncdb.merge.Meeting;
import dev.syncdb.merge.MergedCell;
import dev.syncdb.merge.RowVersions;
import dev.syncdb.merge.Verdict;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** A row while the cells of one update are decided. Lives for that update. */
final class EditedRow {
    private final Table table;
    private final RowName name;
    private final RowVersions found;
    private final Claim claim;
    private final CellVersion author;
    private final Value[] cells;
    private final List<ConflictRecord> conflicts = new ArrayList<>();
    private RowVersions versions;
    private boolean written;
    private boolean differs;

    /** @param author of the cells that the update writes */
    EditedRow(Table table, RowName name, Detect.Target target, Claim claim, CellVersion author) {
        this.table = table;
        this.name = name;
        this.found = target.versions();
        this.versions = target.versions();
        this.claim = claim;
        this.author = author;
        this.cells = target.image().cells().toArray();
    }

    /** The row with every cell whose edit stands, or null if none does. */
    @Nullable
    Row row() {
        return written ? Row.owned(cells.clone()) : null;
    }

    /** Who wrote what, where this update says more than its cells show; else null. */
    @Nullable
    RowVersions versions() {
        return versions.equals(found) ? null : versions;
    }

    /** True if not just what the update says was done. */
    boolean differs() {
        return differs;
    }

    /** What gave way. */
    List<ConflictRecord> conflicts() {
        return conflicts;
    }

    /**
     * Decides one cell.
     *
     * @param bases says, by column, what the author saw there; asked only where that is on record
     */
    void edit(Cell cell, IntFunction<@Nullable Value> bases) {
        Column column = table.columns().get(cell.column());
        Value stored = cells[cell.column()];
        CellVersion writer = found.cell(cell.column());
        if (cell.relative()) {
            merge(cell, bases);
            return;
        }
        Clash clash = new Clash(writer, stored, claim, cell.after());
        Verdict verdict = clash.decide(column.type().merge());
        if (verdict.conflict()) {
            record(cell.column(), clash, verdict.written(), bases);
        }
        if (verdict.written()) {
            cells[cell.column()] = cell.after();
            written = true;
        } else if (verdict == Verdict.LOST) {
            differs = true;
        }
    }

    /** Does what is relative to whatever is there. */
    private void merge(Cell cell, IntFunction<@Nullable Value> bases) {
        int column = cell.column();
        MergedCell merged = Intent.merged(
                new Meeting(table, cell, cells[column], found, claim, () -> bases.apply(column)));
        if (!merged.again().isEmpty()) {
            // It is from now on there by the later author.
            versions = versions.edited(column, merged.again(), List.of(), author);
        }
        for (MergedCell.Clash clash : merged.clashes()) {
            conflicts.add(new ConflictRecord(
                    clash.kind(),
                    name,
                    table.columns().get(column).name(),
                    claim.base(),
                    clash.base(),
                    clash.stored(),
                    new Side(clash.incoming(), author),
                    clash.decision()));
        }
        cells[column] = merged.value();
        written = true;
        differs |= merged.differs();
    }

    private void record(int column, Clash clash, boolean won, IntFunction<@Nullable Value> bases) {
        conflicts.add(new ConflictRecord(
                Kind.UPDATE_UPDATE,
                name,
                table.columns().get(column).name(),
                claim.base(),
                bases.apply(column),
                new Side(clash.storedValue(), clash.stored()),
                new Side(clash.incoming(), author),
                Decision.by(table.columns().get(column).type().merge().name(), won)));
    }
}
