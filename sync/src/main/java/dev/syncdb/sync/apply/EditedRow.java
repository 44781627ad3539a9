package dev.syncdb.sync.apply;

import dev.syncdb.change.Cell;
import dev.syncdb.change.RowName;
import dev.syncdb.delta.SetEdit;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.Claim;
import dev.syncdb.merge.Clash;
import dev.syncdb.merge.ConflictRecord;
import dev.syncdb.merge.ConflictRecord.Decision;
import dev.syncdb.merge.ConflictRecord.Kind;
import dev.syncdb.merge.ConflictRecord.Side;
import dev.syncdb.merge.ElementVersions;
import dev.syncdb.merge.Intent;
import dev.syncdb.merge.MergeContext;
import dev.syncdb.merge.MergeResult;
import dev.syncdb.merge.RowVersions;
import dev.syncdb.merge.Verdict;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.MergeRule;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A row while the cells of one update are decided. Lives for that update. */
final class EditedRow {
    private final Rows rows;
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
    EditedRow(Rows rows, RowName name, Detect.Target target, Claim claim, CellVersion author) {
        this.rows = rows;
        this.table = rows.schema().table(name.table());
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
     * @param bases what the author saw there; asked only where that is needed
     */
    void edit(Cell cell, AskedBases.OfOperation bases) {
        Column column = table.columns().get(cell.column());
        Value stored = cells[cell.column()];
        CellVersion writer = found.cell(cell.column());
        if (cell.relative()) {
            merge(cell, column.type().merge(), bases);
            return;
        }
        Clash clash = new Clash(writer, stored, claim, cell.after());
        if (clash.isOpen() && column.type().merge() == MergeRule.RULE) {
            ruled(cell.column(), clash, bases);
            return;
        }
        Verdict verdict = clash.decide(column.type().merge());
        if (verdict.conflict()) {
            String rule = column.type().merge().name();
            record(cell.column(), clash, Decision.by(rule, verdict.written()), bases);
        }
        if (verdict.written()) {
            cells[cell.column()] = cell.after();
            written = true;
        } else if (verdict == Verdict.LOST) {
            differs = true;
        }
    }

    /**
     * Does what the application's function says. Both values are on record whatever it says. Where
     * there is no function, and where it leaves the matter to people, the later edit stays.
     */
    private void ruled(int column, Clash clash, AskedBases.OfOperation bases) {
        Value base = bases.of(column);
        // While the client is still to be asked, all this will be undone and done again.
        MergeResult result = bases.isAnswered(column)
                ? rows.merged(base, clash.incoming(), clash.storedValue(), context(column, clash))
                : null;
        if (result instanceof MergeResult.Reject reject) {
            throw Incorrect.at(
                    ErrorCode.RULE,
                    reject.reason(),
                    table.name(),
                    table.columns().get(column).name());
        }
        boolean merged = result instanceof MergeResult.Merged;
        boolean later = clash.decide(MergeRule.LWW).written();
        Value after = later ? clash.incoming() : clash.storedValue();
        if (result instanceof MergeResult.Merged made) {
            after = made.value();
        }
        String policy = "RULE " + table.columns().get(column).type().function();
        boolean stored = after.equals(clash.storedValue());
        record(column, clash, new Decision(policy, !stored, !merged), bases);
        if (!stored) {
            cells[column] = after;
            written = true;
        }
        differs |= !after.equals(clash.incoming());
    }

    private MergeContext context(int column, Clash clash) {
        Column named = table.columns().get(column);
        return new MergeContext(table.name(), name.key(), named, author, clash.stored());
    }

    /**
     * Does what is relative to whatever is there. Its author is told if anything is that it has not
     * seen.
     */
    private void merge(Cell cell, MergeRule rule, AskedBases.OfOperation bases) {
        Value stored = cells[cell.column()];
        CellVersion writer = found.cell(cell.column());
        Cell standing = rule == MergeRule.ORSET ? standing(cell, stored) : cell;
        Value merged = Intent.applied(table, stored, standing);
        if (claim.concurrentWith(writer)) {
            differs = true;
            if (!Intent.takes(rule, stored)) {
                // It was set to something of which such an edit leaves nothing.
                Clash clash = new Clash(writer, stored, claim, merged);
                record(cell.column(), clash, Decision.by(rule.name(), true), bases);
            }
        }
        cells[cell.column()] = merged;
        written = true;
    }

    /**
     * The edit of a set without removing what was added unseen. What is there already is from now
     * on there by the later author.
     */
    private Cell standing(Cell cell, Value stored) {
        SetEdit edit = Intent.required(cell);
        ElementVersions elements = found.set(cell.column());
        List<String> removed = new ArrayList<>(edit.removed());
        // Also where its author wrote the set since: that did not make it see the element.
        differs |= removed.removeIf(element -> claim.concurrentWith(elements.of(element)));
        Set<String> there = Intent.elements(stored);
        List<String> again = new ArrayList<>(edit.added());
        again.retainAll(there);
        if (!again.isEmpty()) {
            versions = versions.edited(cell.column(), again, List.of(), author);
        }
        Value stands = Value.of(new SetEdit(edit.added(), removed).text());
        return new Cell(cell.column(), null, stands, true);
    }

    private void record(int column, Clash clash, Decision decision, AskedBases.OfOperation bases) {
        conflicts.add(new ConflictRecord(
                Kind.UPDATE_UPDATE,
                name,
                table.columns().get(column).name(),
                claim.base(),
                bases.of(column),
                new Side(clash.storedValue(), clash.stored()),
                new Side(clash.incoming(), author),
                decision));
    }
}
