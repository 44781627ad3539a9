package dev.syncdb.sync.apply;

import dev.syncdb.change.Image;
import dev.syncdb.change.Place;
import dev.syncdb.change.RowName;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.Claim;
import dev.syncdb.merge.ConflictRecord;
import dev.syncdb.merge.ConflictRecord.Decision;
import dev.syncdb.merge.ConflictRecord.Kind;
import dev.syncdb.merge.ConflictRecord.Side;
import dev.syncdb.merge.RowVersions;
import dev.syncdb.schema.Table;
import dev.syncdb.sync.encoding.HiddenCodec;
import dev.syncdb.sync.ledger.RowText;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What judging one transaction has found so far: what gave way, and where something else was done
 * than its operations say. A phone that predicts finds the same rows, but knows of no authors, so
 * that nothing is unseen and nobody reads what is on record. Lives for one transaction.
 */
final class Findings {
    /** Where nobody can say who it was. */
    static final CellVersion NOBODY = new CellVersion(0, CellVersion.BACKEND, 0);

    /** Stands for a whole row, where a column is asked for. */
    static final int ROW = -1;

    /** A column, by position, or {@link #ROW}. */
    private record Spot(String table, Key key, int column) {}

    private final Rows rows;
    private final Claim claim;
    private final CellVersion author;
    private final boolean predicts;

    /** By place: a row is told of once, whether its handle is known or not. */
    private final Map<Place, RowName> differing = new LinkedHashMap<>();

    private final List<ConflictRecord> conflicts = new ArrayList<>();
    private final Set<Spot> settled = new HashSet<>();

    /** Operations of one table mostly follow each other. */
    private @Nullable Table lastTable;

    private Findings(Rows rows, Claim claim, CellVersion author, boolean predicts) {
        this.rows = rows;
        this.claim = claim;
        this.author = author;
        this.predicts = predicts;
    }

    /** @param version the commit that this becomes */
    static Findings judging(Rows rows, Claim claim, long version) {
        CellVersion author = new CellVersion(version, claim.writer(), claim.effectiveMillis());
        return new Findings(rows, claim, author, false);
    }

    static Findings predicting(Rows rows) {
        Claim knowsAll = new Claim(Long.MAX_VALUE, CellVersion.BACKEND, 0);
        return new Findings(rows, knowsAll, NOBODY, true);
    }

    Rows rows() {
        return rows;
    }

    Claim claim() {
        return claim;
    }

    /** Of what the transaction writes. */
    CellVersion author() {
        return author;
    }

    /** The server as the author of what follows from this transaction. */
    CellVersion server() {
        return new CellVersion(author.version(), CellVersion.BACKEND, author.effectiveMillis());
    }

    /** True if this is what a phone shows until the server has judged. */
    boolean predicts() {
        return predicts;
    }

    /** Who wrote the cells of a row; one that has no versions yet was inserted here. */
    RowVersions versions(Image image) {
        if (predicts) {
            return RowVersions.of(HiddenCodec.handle(image.hidden()), NOBODY);
        }
        return image.hidden().size() == 0
                ? RowVersions.of(RowName.UNKNOWN, author)
                : HiddenCodec.read(image.hidden());
    }

    /** The name of a row with its handle. */
    static RowName name(String table, Key key, Image image) {
        return new RowName(table, key, HiddenCodec.handle(image.hidden()));
    }

    Table table(RowName name) {
        Table known = lastTable;
        if (known == null || !known.name().equals(name.table())) {
            known = rows.schema().table(name.table());
            lastTable = known;
        }
        return known;
    }

    /**
     * A row that the store or an operation has just named, so that it is there. Should actions have
     * moved it all the same, the transaction is refused with ROW_ABSENT.
     */
    Image present(String table, Key key) {
        Image image = rows.get(table, key);
        if (image == null) {
            throw Incorrect.at(
                    ErrorCode.ROW_ABSENT, "no row " + key + " in table " + table, table, null);
        }
        return image;
    }

    /** Something else was done in this row than the operations say. */
    void differs(RowName row) {
        differing.putIfAbsent(Place.of(row), row);
    }

    void add(ConflictRecord record) {
        conflicts.add(record);
    }

    /** Records what gave way in a whole row. */
    void addRow(Kind kind, RowName row, Side stored, Side incoming, Decision decision) {
        add(new ConflictRecord(kind, row, "", claim.base(), null, stored, incoming, decision));
    }

    /** Says that a policy has written a cell, or a whole row, and recorded what there is to. */
    void settle(RowName row, int column) {
        settled.add(new Spot(row.table(), row.key(), column));
    }

    boolean isSettled(RowName row, int column) {
        return settled.contains(new Spot(row.table(), row.key(), column));
    }

    List<RowName> differing() {
        return new ArrayList<>(differing.values());
    }

    List<ConflictRecord> conflicts() {
        return conflicts;
    }

    /** All cells of a row, as a record shows them. */
    Value text(RowName name, Row row) {
        return Value.of(RowText.of(table(name), row));
    }
}
