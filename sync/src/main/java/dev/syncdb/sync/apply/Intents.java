package dev.syncdb.sync.apply;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.Place;
import dev.syncdb.change.RowName;
import dev.syncdb.merge.Intent;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.sync.push.Push;
import dev.syncdb.sync.push.PushedTransaction;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Operations in the words in which others take them in: what its edits mean, not what they came to
 * where they were made. The outbox keeps the latter, with what was there before.
 *
 * <p>An edit of a text that merges says where by places in the text. Both sides have to mean one
 * text by that: the one that the server has told, with the edits of the transactions before. So
 * such an edit is told as what it does there, whatever was there when it was made.
 *
 * <p>Lives for one pass over a client's transactions, in their order.
 */
public final class Intents {
    /** The rows as the server has told them. */
    public interface Told {
        /** The row of that name, or null if there is none. */
        @Nullable
        Image row(RowName name);
    }

    private final Schema schema;
    private final Told told;

    /** The rows that were met, as the transactions so far leave their texts; null if gone. */
    private final Map<Place, @Nullable Row> rows = new HashMap<>();

    /**
     * A pass over transactions that are not done yet.
     *
     * @param told without any of these transactions
     */
    public Intents(Schema schema, Told told) {
        this.schema = schema;
        this.told = told;
    }

    /** The operations of one transaction, each as its author meant it where it made it. */
    public static List<Change> of(List<Change> operations, Schema schema) {
        return new Intents(schema, row -> null).next(operations);
    }

    /** The same push, with each edit as its author meant it. */
    public Push next(Push push) {
        List<PushedTransaction> meant = new ArrayList<>(push.transactions().size());
        for (PushedTransaction pushed : push.transactions()) {
            meant.add(pushed.doing(next(pushed.operations())));
        }
        return push.with(meant);
    }

    /** The operations of the next transaction, each as its author meant it. */
    public List<Change> next(List<Change> operations) {
        for (Change operation : operations) {
            if (operation instanceof Change.Delete delete) {
                rows.put(Place.of(delete.row()), null);
            }
        }
        List<Change> meant = new ArrayList<>(operations.size());
        for (Change operation : operations) {
            if (operation instanceof Change.Insert insert) {
                rows.put(Place.of(insert.row()), insert.image().cells());
            }
            meant.add(operation instanceof Change.Update update ? meant(update) : operation);
        }
        return meant;
    }

    // A table that the server has dropped meanwhile has no rules.
    private Change meant(Change.Update update) {
        Table table = schema.find(update.row().table());
        if (table == null) {
            return update;
        }
        List<Cell> cells = new ArrayList<>(update.cells().size());
        for (Cell cell : update.cells()) {
            boolean merges = table.columns().get(cell.column()).type().isMergedText();
            cells.add(merges ? again(table, update.row(), cell) : Intent.of(table, cell));
        }
        return new Change.Update(update.row(), cells, update.hidden());
    }

    /** An edit of a text as it is where the server has told another one than there was. */
    private Cell again(Table table, RowName name, Cell cell) {
        Place place = Place.of(name);
        Row row = rows.containsKey(place) ? rows.get(place) : cells(told.row(name));
        if (row == null) {
            return Intent.of(table, cell);
        }
        Value there = row.at(cell.column());
        Cell told = Intent.again(table, cell, there);
        rows.put(place, row.with(cell.column(), Intent.applied(table, there, told)));
        return told;
    }

    private static @Nullable Row cells(@Nullable Image image) {
        return image == null ? null : image.cells();
    }
}
