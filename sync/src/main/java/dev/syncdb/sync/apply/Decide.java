package dev.syncdb.sync.apply;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.Place;
import dev.syncdb.change.RowName;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.Claim;
import dev.syncdb.merge.ConflictRecord;
import dev.syncdb.merge.ConflictRecord.Decision;
import dev.syncdb.merge.ConflictRecord.Kind;
import dev.syncdb.merge.ConflictRecord.Side;
import dev.syncdb.merge.Intent;
import dev.syncdb.merge.RowVersions;
import dev.syncdb.schema.PrimaryKey.Deletes;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.sync.encoding.HiddenCodec;
import dev.syncdb.sync.push.Push.BaseValue;
import dev.syncdb.sync.push.Push.CellPlace;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/*
 * What is expected is looked at before anything is done. Then edits come first: whoever moves a row
 * to another parent and deletes the old one is not to lose it. Then the deletes, which make room
 * for the inserts. Then what policies have to say of what was written, what foreign keys did to
 * rows that nobody named, and the constraints.
 */
/**
 * Judges one transaction and does what stands. Lives for one transaction. If it fails with
 * {@code Incorrect}, the transaction is rejected and its rows are to be rolled back.
 */
public final class Decide {
    private final Rows rows;
    private final Claim claim;
    private final AskedBases bases;
    private final Findings findings;
    private final Settling settling;

    /** What a delete meets that its author had not seen. */
    private final Map<RowName, ConflictRecord> met = new LinkedHashMap<>();

    /** The rows that were to be deleted and are still there. */
    private final Set<Place> present = new HashSet<>();

    private Decide(Findings findings, AskedBases bases) {
        this.rows = findings.rows();
        this.claim = findings.claim();
        this.bases = bases;
        this.findings = findings;
        this.settling = new Settling(findings);
    }

    /**
     * Applies operations that {@link Translate} has let through, but for those on the ledger.
     *
     * @param version the commit that this becomes
     * @param given what the client has said of the cells before
     */
    public static Judgement apply(
            Rows rows, Claim claim, long version, List<Change> operations, List<BaseValue> given) {
        Findings findings = Findings.judging(rows, claim, version);
        AskedBases bases = new AskedBases(given);
        new Decide(findings, bases).run(operations);
        return new Judgement(findings.differing(), findings.conflicts(), bases.wanted());
    }

    // What is said of records of conflicts is done by those who keep them.
    private void run(List<Change> operations) {
        Expectations.judge(rows, claim, operations);
        for (int i = 0; i < operations.size(); i++) {
            if (operations.get(i) instanceof Change.Update update
                    && !Schema.isLedger(update.row().table())) {
                update(update, i);
            }
        }
        delete(operations);
        for (Change operation : operations) {
            if (operation instanceof Change.Insert insert) {
                insert(insert);
            }
        }
        settling.run();
        boolean reach = Referrer.reach(rows.schema(), operations);
        if (reach) {
            Consequences.record(findings, operations);
        }
        met.forEach(this::recordDelete);
        if (reach || settling.hasWritten()) {
            operations.forEach(this::tellIfOtherwise);
        }
        rows.requireConstraints();
    }

    private void delete(List<Change> operations) {
        List<RowName> going = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            if (operations.get(i) instanceof Change.Delete delete && stands(delete, i)) {
                going.add(delete.row());
            }
        }
        for (RowName row : new Departures(findings).removeAll(going)) {
            present.add(Place.of(row));
        }
    }

    /** True if the row is to be deleted; what that takes with it is put on record. */
    private boolean stands(Change.Delete delete, int operation) {
        RowName name = delete.row();
        Detect.Target target = Detect.find(rows, name, claim);
        if (target == null) {
            if (rows.get(name.table(), name.key()) != null) {
                findings.differs(name);
            }
            return false;
        }
        findings.settle(name, Findings.ROW);
        CellVersion unseen = Detect.unseen(target.versions(), claim);
        if (unseen == null) {
            return true;
        }
        Deletes policy = deletes(name);
        met.put(
                name,
                new ConflictRecord(
                        Kind.DELETE_UPDATE,
                        name,
                        "",
                        claim.base(),
                        bases.of(new CellPlace(operation, CellPlace.ROW)),
                        new Side(findings.text(name, target.image().cells()), unseen),
                        new Side(Value.NULL, findings.author()),
                        new Decision(policy.name(), true, policy == Deletes.MANUAL)));
        if (policy == Deletes.UPDATE_WINS) {
            findings.differs(name);
            present.add(Place.of(name));
            return false;
        }
        return true;
    }

    // A row that was to stay may have gone with its parent, and one that was to go may be held by
    // a child, which is on record then.
    private void recordDelete(RowName row, ConflictRecord record) {
        boolean stays = present.contains(Place.of(row)) && rows.get(row.table(), row.key()) != null;
        if (!stays) {
            findings.add(record);
        } else if (deletes(row) == Deletes.UPDATE_WINS) {
            findings.add(new ConflictRecord(
                    record.kind(),
                    row,
                    record.column(),
                    record.base(),
                    record.baseValue(),
                    record.stored(),
                    record.incoming(),
                    Decision.by(Deletes.UPDATE_WINS.name(), false)));
        }
    }

    /**
     * Its author has to be told of a row that is not as it wrote it, whatever came over it: all
     * else counts as written by the server and is told to everybody.
     */
    private void tellIfOtherwise(Change operation) {
        if (operation instanceof Change.Insert insert) {
            RowName name = insert.row();
            Image now = rows.get(name.table(), name.key());
            Table table = findings.table(name);
            boolean same = now != null
                    && table.withoutGenerated(now.cells())
                            .equals(table.withoutGenerated(insert.image().cells()));
            if (!same) {
                findings.differs(name);
            }
        } else if (operation instanceof Change.Update update
                && !Schema.isLedger(update.row().table())) {
            Image now = rows.get(update.row().table(), update.row().key());
            for (Cell cell : update.cells()) {
                boolean same = now != null && now.cells().at(cell.column()).equals(cell.after());
                if (!cell.relative() && !same) {
                    findings.differs(update.row());
                }
            }
        }
    }

    private void insert(Change.Insert insert) {
        RowName name = insert.row();
        Image there = rows.get(name.table(), name.key());
        boolean same = findings.table(name).primaryKey().mergesInserts()
                || present.contains(Place.of(name));
        if (there == null || !same) {
            rows.insert(name.table(), insert.image().cells());
            settling.wrote(name, null);
            return;
        }
        new RowMerge(findings, Findings.name(name.table(), name.key(), there), there)
                .insert(insert.image().cells());
        settling.wrote(name, there.cells());
    }

    private void update(Change.Update update, int operation) {
        RowName name = update.row();
        Detect.Target target = Detect.find(rows, name, claim);
        if (target == null) {
            target = cameBack(update);
        }
        if (target == null) {
            findings.settle(name, Findings.ROW);
            return;
        }
        settling.wrote(name, target.image().cells());
        EditedRow edited = new EditedRow(findings, name, target, claim, findings.author());
        SeenCells asked = bases.at(operation);
        SeenCells seen = new SeenTexts(asked, rows.texts(), name, target);
        for (Cell cell : update.cells()) {
            edited.edit(cell, seen);
        }
        edited.conflicts().forEach(findings::add);
        if (edited.differs()) {
            findings.differs(name);
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

    /** The row of an edit that had not seen its delete, if it is back; else the edit is lost. */
    private Detect.@Nullable Target cameBack(Change.Update update) {
        RowName name = update.row();
        findings.differs(name);
        DeletedRow deleted = deletes(name) == Deletes.DELETE_WINS ? null : unseen(name);
        if (deleted == null) {
            CellVersion by = rows.deletedBy(name);
            Decision policy = Decision.by(deletes(name).name(), false);
            CellVersion deleter = by == null ? Findings.NOBODY : by;
            update.cells().forEach(cell -> lost(findings, name, cell, deleter, policy));
            return null;
        }
        boolean back = deletes(name) == Deletes.UPDATE_WINS;
        Row before = deleted.image().cells();
        Row meant = Predict.patched(findings.table(name), before, update.cells());
        findings.addRow(
                Kind.UPDATE_DELETE,
                deleted.name(),
                new Side(back ? Value.NULL : findings.text(name, before), deleted.deletedBy()),
                new Side(findings.text(name, meant), findings.author()),
                new Decision(deletes(name).name(), back, !back));
        if (!back) {
            return null;
        }
        settling.restore(deleted);
        return Detect.find(rows, deleted.name(), claim);
    }

    /** The row as it was, if the author of an edit could not know that it was deleted. */
    private @Nullable DeletedRow unseen(RowName name) {
        DeletedRow deleted = rows.deleted().find(name);
        if (deleted == null || rows.get(name.table(), name.key()) != null) {
            return null;
        }
        Detect.Target target = new Detect.Target(deleted.image());
        boolean meant = Detect.isMeant(target, rows, name, claim);
        return meant && claim.concurrentWith(deleted.deletedBy()) ? deleted : null;
    }

    /**
     * Records that an edit of a cell finds no row.
     *
     * @param deleter of the row
     */
    static void lost(
            Findings findings, RowName name, Cell cell, CellVersion deleter, Decision policy) {
        findings.differs(name);
        findings.add(new ConflictRecord(
                Kind.UPDATE_DELETE,
                name,
                findings.table(name).columns().get(cell.column()).name(),
                findings.claim().base(),
                null,
                new Side(Value.NULL, deleter),
                new Side(Intent.shown(findings.table(name), cell), findings.author()),
                policy));
    }

    private Deletes deletes(RowName name) {
        return findings.table(name).primaryKey().deletes();
    }
}
