package dev.syncdb.sync.apply;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Place;
import dev.syncdb.change.RowName;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.Claim;
import dev.syncdb.merge.ConflictRecord;
import dev.syncdb.merge.ConflictRecord.Decision;
import dev.syncdb.merge.ConflictRecord.Kind;
import dev.syncdb.merge.ConflictRecord.Side;
import dev.syncdb.merge.RowVersions;
import dev.syncdb.schema.Schema;
import dev.syncdb.sync.encoding.HiddenCodec;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Puts on record what a transaction did to rows that its author did not name and had not seen as
 * they were: foreign-key actions on the server meet children that the phone does not know of. It
 * looks at what changed, so whatever changed it. Lives for one transaction.
 *
 * <p>A phone names the children that an action took there. What it wrote itself in a row that it
 * does not name was under another parent for its author, who had perhaps moved it with work that
 * was then refused.
 */
final class Consequences {
    private static final String POLICY = "FOREIGN_KEY";

    private static final String HAD = "a store knows what it had";

    private final Findings findings;
    private final Claim unnamed;
    private final Map<Place, Change> asked = new HashMap<>();

    private Consequences(Findings findings, List<Change> operations) {
        this.findings = findings;
        this.unnamed = findings.claim().besideOwn(findings.author().version());
        for (Change operation : operations) {
            // What a delete took was looked at when it was decided; the ledger is for others.
            if (operation instanceof Change.Update update
                    && !Schema.isLedger(update.row().table())) {
                asked.put(Place.of(update.row()), operation);
            } else if (operation instanceof Change.Insert insert) {
                asked.put(Place.of(insert.row()), operation);
            }
        }
    }

    /** @param operations what the author asked for */
    static void record(Findings findings, List<Change> operations) {
        Consequences consequences = new Consequences(findings, operations);
        for (Change change : findings.rows().changes()) {
            if (change instanceof Change.Delete delete) {
                consequences.look(delete);
            } else if (change instanceof Change.Update update) {
                consequences.look(update);
            }
        }
        consequences.lookForWhatWentAgain();
    }

    private void look(Change.Delete delete) {
        RowName row = delete.row();
        if (findings.isSettled(row, Findings.ROW)) {
            return;
        }
        RowVersions versions = HiddenCodec.read(delete.hidden());
        Claim claim = asked.containsKey(Place.of(row)) ? findings.claim() : unnamed;
        CellVersion unseen = Detect.unseen(versions, claim);
        if (unseen != null) {
            Row before = Objects.requireNonNull(delete.before(), HAD);
            findings.addRow(
                    Kind.DELETE_UPDATE,
                    new RowName(row.table(), row.key(), versions.handle()),
                    new Side(findings.text(row, before), unseen),
                    new Side(Value.NULL, findings.author()),
                    Decision.by(POLICY, true));
        }
    }

    private void look(Change.Update update) {
        RowName row = update.row();
        // Nothing hidden is left of a row that went and was inserted again.
        if (update.hidden().size() == 0) {
            return;
        }
        RowVersions versions = HiddenCodec.read(update.hidden());
        for (Cell cell : update.cells()) {
            CellVersion stored = versions.cell(cell.column());
            boolean open =
                    !findings.isSettled(row, cell.column()) && unnamed.concurrentWith(stored);
            if (open && !asksFor(row, cell.column())) {
                Value before = Objects.requireNonNull(cell.before(), HAD);
                findings.add(new ConflictRecord(
                        Kind.UPDATE_UPDATE,
                        new RowName(row.table(), row.key(), versions.handle()),
                        findings.table(row).columns().get(cell.column()).name(),
                        findings.claim().base(),
                        null,
                        new Side(before, stored),
                        new Side(cell.after(), findings.author()),
                        Decision.by(POLICY, true)));
            }
        }
    }

    /** What was asked for and done, and then went with a parent. */
    private void lookForWhatWentAgain() {
        asked.forEach((place, operation) -> {
            RowName row = Objects.requireNonNull(operation.changed(), "rows are asked for");
            boolean gone = findings.rows().get(place.table(), place.key()) == null;
            if (gone && !findings.isSettled(row, Findings.ROW)) {
                wentAgain(row, operation);
            }
        });
    }

    // It went with this transaction: nobody else is concerned.
    private void wentAgain(RowName row, Change operation) {
        Decision policy = Decision.by(POLICY, false);
        if (operation instanceof Change.Update update) {
            for (Cell cell : update.cells()) {
                Decide.lost(findings, row, cell, Findings.NOBODY, policy);
            }
            return;
        }
        Row cells = ((Change.Insert) operation).image().cells();
        findings.differs(row);
        findings.addRow(
                Kind.FOREIGN_KEY,
                row,
                new Side(Value.NULL, Findings.NOBODY),
                new Side(findings.text(row, cells), findings.author()),
                policy);
    }

    private boolean asksFor(RowName row, int column) {
        Change operation = asked.get(Place.of(row));
        if (operation instanceof Change.Update update) {
            return update.cells().stream().anyMatch(cell -> cell.column() == column);
        }
        return operation instanceof Change.Insert;
    }
}
