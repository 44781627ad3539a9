package dev.syncdb.lab.laws;

import dev.syncdb.SystemClock;
import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.clock.Environment;
import dev.syncdb.merge.Claim;
import dev.syncdb.merge.MergeRules;
import dev.syncdb.sql.plan.SchemaDefinition;
import dev.syncdb.store.Store;
import dev.syncdb.store.StoreOptions;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.apply.Authors;
import dev.syncdb.sync.apply.Decide;
import dev.syncdb.sync.apply.DeletedRows;
import dev.syncdb.sync.apply.Effects;
import dev.syncdb.sync.apply.Intents;
import dev.syncdb.sync.apply.Judgement;
import dev.syncdb.sync.apply.MergeCalls;
import dev.syncdb.sync.apply.Predict;
import dev.syncdb.sync.apply.StoreRows;
import dev.syncdb.sync.push.Push.BaseValue;
import dev.syncdb.sync.push.Push.CellPlace;
import dev.syncdb.sync.text.Texts;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.List;

/**
 * A space of one row with one cell. Each {@link #begin} puts another row in its place. Lives for
 * any number of tries; confined to one thread.
 */
final class OneCell implements Judge {
    private static final String TABLE = "cells";
    private static final int COLUMN = 1;
    private static final Key KEY = Key.of(1);

    private final Store store;
    private final MergeCalls functions;
    private long handle;
    private long base;
    private Value seen = Value.NULL;

    /**
     * A space without a row yet.
     *
     * @param type words of the cell's type
     * @param rules the function that it names, if it does
     */
    OneCell(String type, MergeRules rules) {
        store = new Store(
                new SchemaDefinition(),
                new Environment(new SystemClock(), new SeededRandom(1)),
                StoreOptions.PLAIN);
        functions = new MergeCalls(rules, (name, reason) -> {
            throw new IllegalStateException(name + " failed: " + reason);
        });
        Transaction made = store.begin();
        made.define("CREATE TABLE " + TABLE + " (id INTEGER PRIMARY KEY, value " + type + ")");
        made.prepare().publish();
    }

    @Override
    public void begin(Value value) {
        Transaction transaction = store.begin();
        if (transaction.get(TABLE, KEY) != null) {
            transaction.delete(TABLE, KEY);
        }
        transaction.insert(TABLE, Row.of(Value.of(1), value));
        publish(transaction, Authors.backend(transaction.version(), 0));
        everybodySees();
    }

    @Override
    public void everybodySees() {
        Transaction reading = store.begin();
        base = reading.version() - 1;
        seen = valueIn(reading);
        reading.rollback();
    }

    @Override
    public Value seen() {
        return seen;
    }

    @Override
    public Outcome push(Edit edit) {
        Judgement asking = judged(edit, List.of(), false);
        if (asking.wanted().isEmpty()) {
            Judgement done = judged(edit, List.of(), true);
            return outcome(done);
        }
        List<BaseValue> told = new ArrayList<>();
        for (CellPlace place : asking.wanted()) {
            told.add(new BaseValue(place, seen));
        }
        return outcome(judged(edit, told, true));
    }

    @Override
    public Value predicted(Edit edit) {
        Transaction showing = store.begin();
        Predict.replay(new StoreRows(showing, functions), update(edit));
        Value shown = valueIn(showing);
        showing.rollback();
        return shown;
    }

    private Judgement judged(Edit edit, List<BaseValue> told, boolean stays) {
        Transaction transaction = store.begin();
        long version = transaction.version();
        StoreRows rows = new StoreRows(transaction, DeletedRows.NONE, Texts.NONE, functions);
        List<Change> meant = Intents.of(update(edit), transaction.schema());
        Claim claim = new Claim(base, edit.writer(), edit.millis());
        Judgement judgement = Decide.apply(rows, claim, version, meant, told);
        if (stays) {
            publish(transaction, Authors.client(claim, version, meant));
        } else {
            transaction.rollback();
        }
        return judgement;
    }

    private List<Change> update(Edit edit) {
        RowName row = new RowName(TABLE, KEY, handle);
        Cell cell = new Cell(COLUMN, seen, edit.after());
        return List.of(new Change.Update(row, List.of(cell), Bytes.EMPTY));
    }

    private Outcome outcome(Judgement judgement) {
        Transaction reading = store.begin();
        Value value = valueIn(reading);
        reading.rollback();
        return new Outcome(value, !judgement.differing().isEmpty(), judgement.conflicts());
    }

    private static Value valueIn(Transaction transaction) {
        Image image = transaction.get(TABLE, KEY);
        if (image == null) {
            throw new IllegalStateException("the row is gone");
        }
        return image.cells().at(COLUMN);
    }

    private void publish(Transaction transaction, Authors authors) {
        Effects.stamp(
                new StoreRows(transaction), transaction.changes(), authors, table -> ++handle);
        transaction.prepare().publish();
    }
}
