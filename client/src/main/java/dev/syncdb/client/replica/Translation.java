package dev.syncdb.client.replica;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.Place;
import dev.syncdb.change.RowName;
import dev.syncdb.client.outbox.PendingTransaction;
import dev.syncdb.clock.Environment;
import dev.syncdb.lens.Edit;
import dev.syncdb.lens.Lens;
import dev.syncdb.lens.Source.Computed;
import dev.syncdb.lens.TableLens;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.apply.MergeCalls;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/*
 * A cell that is the same in both versions says in the newer one what it says in the older one,
 * with what its author saw. A cell that is computed has the value that the edit law gives it: the
 * row is looked at before and after the transaction, in the older words and in the newer ones.
 */
/**
 * Says pending transactions in the words of a newer version, while the rows are still those of the
 * older one: each is done on them, in order. Lives for one upgrade.
 */
final class Translation {
    private final Lens lens;
    private final Environment environment;
    private final Transaction transaction;
    private final Replay replay;
    private final Carry carry;

    /** By their older names, the newer forms of rows that transactions so far have changed. */
    private final Map<Place, Row> newer = new HashMap<>();

    /** @param transaction shows the rows without any pending work, and is to be rolled back */
    Translation(Lens lens, Environment environment, Transaction transaction, MergeCalls functions) {
        this.lens = lens;
        this.environment = environment;
        this.transaction = transaction;
        this.replay = new Replay(transaction, functions);
        this.carry = new Carry(lens, environment);
    }

    /**
     * The next transaction in the newer words.
     *
     * @param shown its operations in the older ones
     * @param older the same, for each operation as it was written
     */
    Form next(PendingTransaction shown, Form older) {
        Map<Place, Image> before = new HashMap<>();
        for (Change operation : shown.operations()) {
            Image image = operation instanceof Change.Update ? image(operation) : null;
            if (image != null) {
                before.put(Place.of(Form.row(operation)), image);
            }
        }
        boolean held = replay.next(shown) != null;
        Form carried = carry.form(older);
        return held ? carried : done(older, carried, before);
    }

    /** What a transaction has come to in its rows. */
    private Form done(Form older, Form carried, Map<Place, Image> before) {
        List<@Nullable Change> said = new ArrayList<>();
        boolean complete = older.complete();
        for (int i = 0; i < older.operations().size(); i++) {
            Change operation = older.operations().get(i);
            Change rowless = carried.operations().get(i);
            said.add(rowless);
            TableLens table =
                    operation == null ? null : lens.ofOlder(Form.row(operation).table());
            if (operation == null || table == null) {
                continue;
            }
            Place place = Place.of(Form.row(operation));
            if (operation instanceof Change.Update update && computes(table)) {
                Image was = before.get(place);
                Image is = image(operation);
                if (was == null || is == null) {
                    complete &= lens.carries(operation);
                } else {
                    said.set(i, edited(table, update, was.cells(), is.cells()));
                }
            } else if (rowless instanceof Change.Insert insert) {
                newer.put(place, insert.image().cells());
            } else if (operation instanceof Change.Delete) {
                newer.remove(place);
            }
        }
        return new Form(said, complete);
    }

    private @Nullable Change edited(TableLens table, Change.Update update, Row was, Row is) {
        Place place = Place.of(update.row());
        Row known = newer.get(place);
        Row other = known == null ? table.newer(was, environment) : known;
        Row after = table.newer(new Edit(was, is, other), environment);
        newer.put(place, after);
        List<Cell> cells = Carry.placed(table, update.cells());
        for (int i = 0; i < after.size(); i++) {
            if (table.up().get(i) instanceof Computed && !after.sameAt(i, other)) {
                cells.add(new Cell(i, other.at(i), after.at(i)));
            }
        }
        RowName old = update.row();
        RowName row = new RowName(table.newer().name(), old.key(), old.handle());
        return cells.isEmpty() ? null : new Change.Update(row, cells, update.hidden());
    }

    private @Nullable Image image(Change operation) {
        RowName row = Form.row(operation);
        return transaction.schema().find(row.table()) == null
                ? null
                : transaction.get(row.table(), row.key());
    }

    private static boolean computes(TableLens table) {
        return table.up().stream().anyMatch(source -> source instanceof Computed);
    }
}
