package dev.syncdb.sync.apply;

import dev.syncdb.change.Cell;
import dev.syncdb.change.RowName;
import dev.syncdb.delta.TextDelta;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.Claim;
import dev.syncdb.merge.Clash;
import dev.syncdb.merge.ConflictRecord;
import dev.syncdb.merge.ConflictRecord.Decision;
import dev.syncdb.merge.ConflictRecord.Kind;
import dev.syncdb.merge.ConflictRecord.Side;
import dev.syncdb.merge.Intent;
import dev.syncdb.merge.Meeting;
import dev.syncdb.merge.MergeContext;
import dev.syncdb.merge.MergeResult;
import dev.syncdb.merge.MergedCell;
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

/** A row while the cells of one update are decided. Lives for that update. */
final class EditedRow {
    private final Rows rows;
    private final Table table;
    private final RowName name;
    private final Detect.Target target;
    private final boolean seen;
    private final Claim claim;
    private final CellVersion author;
    private final Value[] cells;
    private final List<ConflictRecord> conflicts = new ArrayList<>();
    private @Nullable RowVersions versions;
    private boolean written;
    private boolean differs;

    /** @param author of the cells that the update writes */
    EditedRow(
            Findings findings,
            RowName name,
            Detect.Target target,
            Claim claim,
            CellVersion author) {
        this.rows = findings.rows();
        this.table = findings.table(name);
        this.name = name;
        this.target = target;
        this.seen = target.isSeen(claim);
        this.claim = claim;
        this.author = author;
        this.cells = target.image().cells().toArray();
    }

    /** The row with every cell whose edit stands, or null if none does. Ends the edit. */
    @Nullable
    Row row() {
        return written ? Row.owned(cells) : null;
    }

    /** Who wrote what, where this update says more than its cells show; else null. */
    @Nullable
    RowVersions versions() {
        return versions;
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
    void edit(Cell cell, SeenCells bases) {
        if (cell.relative()) {
            merge(cell, bases);
            return;
        }
        if (seen) {
            write(cell);
            return;
        }
        Column column = table.columns().get(cell.column());
        CellVersion writer = target.versions().cell(cell.column());
        Clash clash = new Clash(writer, cells[cell.column()], claim, cell.after());
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
            write(cell);
        } else if (verdict == Verdict.LOST) {
            differs = true;
        }
    }

    private void write(Cell cell) {
        cells[cell.column()] = cell.after();
        written = true;
        judged(cell.column(), null);
    }

    /**
     * Does what the application's function says. Both values are on record whatever it says. Where
     * there is no function, and where it leaves the matter to people, the later edit stays.
     */
    private void ruled(int column, Clash clash, SeenCells bases) {
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

    /** Does what is relative to whatever is there. */
    private void merge(Cell cell, SeenCells bases) {
        int column = cell.column();
        RowVersions found = target.versions();
        MergedCell merged = Intent.merged(
                new Meeting(table, cell, cells[column], found, claim, seen(column, bases)));
        if (!merged.again().isEmpty()) {
            // It is from now on there by the later author.
            RowVersions before = versions == null ? found : versions;
            CellVersion whole = claim.merged(author, before.cell(column));
            versions = before.edited(column, merged.again(), List.of(), author).by(column, whole);
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
        judged(column, merged.done());
    }

    private Meeting.Seen seen(int column, SeenCells bases) {
        if (!merges(column)) {
            return () -> bases.of(column);
        }
        return new Meeting.Seen() {
            @Override
            public @Nullable Value value() {
                return bases.text(column);
            }

            @Override
            public @Nullable TextDelta unseen() {
                return bases.unseen(column);
            }
        };
    }

    /** Tells the history of a text what was done, of which the cells alone say less. */
    private void judged(int column, @Nullable TextDelta done) {
        if (merges(column)) {
            long handle = target.versions().handle();
            RowName row = new RowName(name.table(), name.key(), handle);
            rows.texts().judged(row, column, done, cells[column]);
        }
    }

    private boolean merges(int column) {
        return table.columns().get(column).type().isMergedText();
    }

    private void record(int column, Clash clash, Decision decision, SeenCells bases) {
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
