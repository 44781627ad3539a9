package dev.syncdb.sync.apply;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.RowName;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.Claim;
import dev.syncdb.merge.ConflictRecord;
import dev.syncdb.merge.ConflictRecord.Decision;
import dev.syncdb.merge.ConflictRecord.Kind;
import dev.syncdb.merge.ConflictRecord.Side;
import dev.syncdb.merge.Intent;
import dev.syncdb.merge.RowVersions;
import dev.syncdb.schema.Schema;
import dev.syncdb.sync.encoding.HiddenCodec;
import dev.syncdb.sync.ledger.RowText;
import dev.syncdb.sync.push.Push.BaseValue;
import dev.syncdb.sync.push.Push.CellPlace;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Judges one transaction and does what stands: deletes first, then writes, then the constraints.
 * Lives for one transaction. If it fails with {@code Incorrect}, the transaction is rejected and
 * its rows are to be rolled back.
 */
public final class Decide {
    private static final String DELETE_WINS = "DELETE_WINS";

    private final Rows rows;
    private final Claim claim;
    private final long version;
    private final AskedBases bases;
    private final Set<RowName> differing = new LinkedHashSet<>();
    private final List<ConflictRecord> conflicts = new ArrayList<>();

    private Decide(Rows rows, Claim claim, long version, AskedBases bases) {
        this.rows = rows;
        this.claim = claim;
        this.version = version;
        this.bases = bases;
    }

    /**
     * Applies operations that {@link Translate} has let through, but for those on the ledger.
     *
     * @param version the commit that this becomes
     * @param given what the client has said of the cells before
     */
    public static Judgement apply(
            Rows rows, Claim claim, long version, List<Change> operations, List<BaseValue> given) {
        Decide decide = new Decide(rows, claim, version, new AskedBases(given));
        for (int i = 0; i < operations.size(); i++) {
            if (operations.get(i) instanceof Change.Delete delete) {
                decide.delete(delete, i);
            }
        }
        for (int i = 0; i < operations.size(); i++) {
            Change operation = operations.get(i);
            if (operation instanceof Change.Insert insert) {
                rows.insert(insert.row().table(), insert.image().cells());
            } else if (operation instanceof Change.Update update
                    && !Schema.isLedger(update.row().table())) {
                decide.update(update, i);
            }
        }
        rows.requireConstraints();
        return new Judgement(
                new ArrayList<>(decide.differing), decide.conflicts, decide.bases.wanted());
    }

    private void delete(Change.Delete delete, int operation) {
        RowName name = delete.row();
        Detect.Target target = Detect.find(rows, name, claim);
        if (target == null) {
            if (rows.get(name.table(), name.key()) != null) {
                differing.add(name);
            }
            return;
        }
        CellVersion unseen = Detect.unseen(target.versions(), claim);
        if (unseen != null) {
            Side stored = new Side(text(name, target.image().cells()), unseen);
            conflicts.add(new ConflictRecord(
                    Kind.DELETE_UPDATE,
                    name,
                    "",
                    claim.base(),
                    bases.of(new CellPlace(operation, CellPlace.ROW)),
                    stored,
                    incoming(Value.NULL),
                    Decision.by(DELETE_WINS, true)));
        }
        rows.delete(name.table(), name.key());
    }

    private void update(Change.Update update, int operation) {
        RowName name = update.row();
        Detect.Target target = Detect.find(rows, name, claim);
        if (target == null) {
            differing.add(name);
            Side gone = new Side(Value.NULL, new CellVersion(0, CellVersion.BACKEND, 0));
            for (Cell cell : update.cells()) {
                Side lost = incoming(Intent.shown(cell));
                conflicts.add(new ConflictRecord(
                        Kind.UPDATE_DELETE,
                        name,
                        column(name, cell),
                        claim.base(),
                        null,
                        gone,
                        lost,
                        Decision.by(DELETE_WINS, false)));
            }
            return;
        }
        EditedRow edited =
                new EditedRow(rows.schema().table(name.table()), name, target, claim, author());
        for (Cell cell : update.cells()) {
            edited.edit(cell, column -> bases.of(new CellPlace(operation, column)));
        }
        conflicts.addAll(edited.conflicts());
        if (edited.differs()) {
            differing.add(name);
        }
        Row after = edited.row();
        if (after != null) {
            rows.update(name.table(), name.key(), after);
        }
        RowVersions versions = edited.versions();
        if (versions != null) {
            rows.hide(name.table(), name.key(), HiddenCodec.write(versions));
        }
    }

    private Side incoming(Value value) {
        return new Side(value, author());
    }

    private CellVersion author() {
        return new CellVersion(version, claim.writer(), claim.effectiveMillis());
    }

    private String column(RowName name, Cell cell) {
        return rows.schema().table(name.table()).columns().get(cell.column()).name();
    }

    private Value text(RowName name, Row row) {
        return Value.of(RowText.of(rows.schema().table(name.table()), row));
    }
}
