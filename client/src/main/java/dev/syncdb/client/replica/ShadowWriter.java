package dev.syncdb.client.replica;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.Place;
import dev.syncdb.change.RowName;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.merge.Intent;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.store.Range;
import dev.syncdb.store.Scan;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.apply.Predict;
import dev.syncdb.sync.encoding.HiddenCodec;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Moves the shadow forward in a transaction that shows it, without any rule of the tables: what
 * comes from the server was judged there. Lives as long as the transaction.
 */
final class ShadowWriter {
    private final Transaction transaction;
    private final Set<Place> deletedHere = new HashSet<>();

    ShadowWriter(Transaction transaction) {
        this.transaction = transaction;
    }

    /**
     * Takes in a pull.
     *
     * @param before where the shadow stands; rows that are not the server's are replaced by what
     *     the pages say
     * @throws Corrupt if the pages do not fit the shadow: replica and server have diverged
     */
    void take(ReplicaState before, StagedPages staged, ShadowStep step) {
        try {
            step.schema().forEach(transaction::define);
            if (!before.hasRows()) {
                clear();
            }
            step.accepted().forEach(this::accept);
            staged.forEach(page -> page.forEach(this::apply));
            step.page().forEach(this::apply);
            transaction.requireUnique();
        } catch (Incorrect misfit) {
            throw diverged(String.valueOf(misfit.getMessage()));
        }
    }

    /** Sets rows as they are. */
    void load(List<Change> rows) {
        rows.forEach(this::apply);
    }

    private void clear() {
        for (Table table : transaction.schema().tables()) {
            if (Schema.isShared(table.name())) {
                for (Key key : keys(table.name())) {
                    transaction.put(table.name(), key, null);
                }
            }
        }
    }

    private List<Key> keys(String table) {
        List<Key> keys = new ArrayList<>();
        Scan scan = transaction.scan(table, Range.ALL);
        while (scan.next()) {
            keys.add(scan.key());
        }
        return keys;
    }

    // The server ignored an edit of a row that was gone; its page says what became of the row.
    private void accept(Change operation) {
        if (operation instanceof Change.Delete delete) {
            deletedHere.add(Place.of(delete.row()));
        }
        if (!(operation instanceof Change.Update update) || find(update.row()) != null) {
            apply(operation);
        }
    }

    private void apply(Change change) {
        RowName row = change.changed();
        if (row == null || !Schema.isShared(row.table())) {
            throw diverged("a page cannot say " + change);
        }
        if (change instanceof Change.Insert insert) {
            Image image = insert.image();
            put(row, image.hidden().size() > 0 ? image : withHandle(image, row.handle()));
        } else if (change instanceof Change.Update update) {
            Image image = find(row);
            if (image == null && deletedHere.contains(Place.of(row))) {
                // The page was built before the server got to know of the delete.
                return;
            }
            if (image == null) {
                throw diverged("an update of row " + row.key() + " of " + row.table()
                        + ", which is not here");
            }
            Table table = transaction.schema().table(row.table());
            requireOf(table, image, update);
            Row cells = Predict.patched(table, image.cells(), update.cells());
            put(row, new Image(cells, image.hidden()));
        } else {
            transaction.put(row.table(), row.key(), null);
        }
    }

    private static void requireOf(Table table, Image image, Change.Update update) {
        for (Cell cell : update.cells()) {
            if (!Intent.isOf(table, image.cells().at(cell.column()), cell)) {
                throw diverged("an edit of " + table.name() + "."
                        + table.columns().get(cell.column()).name()
                        + ", in which there is something else here");
            }
        }
    }

    private static Image withHandle(Image image, long handle) {
        return new Image(image.cells(), HiddenCodec.ofHandle(handle));
    }

    private @Nullable Image find(RowName row) {
        return transaction.get(row.table(), row.key());
    }

    private void put(RowName row, Image image) {
        transaction.put(row.table(), row.key(), image);
    }

    private static Corrupt diverged(String what) {
        return new Corrupt(ErrorCode.MALFORMED_MESSAGE, 0, "replica and server differ: " + what);
    }
}
