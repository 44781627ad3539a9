package dev.syncdb.sync.apply;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.merge.Intent;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.sync.push.Push;
import dev.syncdb.sync.push.PushedTransaction;

import java.util.ArrayList;
import java.util.List;

/**
 * Operations in the words in which others take them in: what its edits mean, not what they came to
 * where they were made. The outbox keeps the latter, with what was there before. Pure.
 */
public final class Intents {
    private Intents() {}

    /** The same push, with each edit as its author meant it. */
    public static Push of(Push push, Schema schema) {
        List<PushedTransaction> meant = new ArrayList<>(push.transactions().size());
        for (PushedTransaction pushed : push.transactions()) {
            meant.add(pushed.doing(of(pushed.operations(), schema)));
        }
        return push.with(meant);
    }

    /** The same operations, each as its author meant it. */
    public static List<Change> of(List<Change> operations, Schema schema) {
        List<Change> meant = new ArrayList<>(operations.size());
        for (Change operation : operations) {
            meant.add(operation instanceof Change.Update update ? of(update, schema) : operation);
        }
        return meant;
    }

    // A table that the server has dropped meanwhile has no rules.
    private static Change of(Change.Update update, Schema schema) {
        Table table = schema.find(update.row().table());
        if (table == null) {
            return update;
        }
        List<Cell> cells = new ArrayList<>(update.cells().size());
        update.cells().forEach(cell -> cells.add(Intent.of(table, cell)));
        return new Change.Update(update.row(), cells, update.hidden());
    }
}
