package dev.syncdb.client.replica;

import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.Place;
import dev.syncdb.change.RowName;
import dev.syncdb.client.outbox.PendingTransaction;
import dev.syncdb.store.Reader;
import dev.syncdb.sync.encoding.HiddenCodec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Names the rows of pending operations anew after a first sync. An operation without a handle means
 * a row that this client inserted; under a new identity the server does not know that any more, so
 * rows whose insert was judged under the old one get the handle that the server now tells.
 */
final class Handles {
    private final Reader shadow;
    private final Set<Place> inserted = new HashSet<>();

    private Handles(Reader shadow) {
        this.shadow = shadow;
    }

    /**
     * The same transactions, with handles where {@code shadow} has the row and none of them inserts
     * it before.
     */
    static List<PendingTransaction> complete(List<PendingTransaction> pending, Reader shadow) {
        Handles handles = new Handles(shadow);
        List<PendingTransaction> completed = new ArrayList<>();
        for (PendingTransaction each : pending) {
            completed.add(handles.complete(each));
        }
        return completed;
    }

    private PendingTransaction complete(PendingTransaction pending) {
        List<Change> operations = new ArrayList<>();
        for (Change operation : pending.operations()) {
            operations.add(complete(operation));
        }
        return operations.equals(pending.operations()) ? pending : pending.doing(operations);
    }

    private Change complete(Change operation) {
        if (operation instanceof Change.Update update) {
            return new Change.Update(complete(update.row()), update.cells(), update.hidden());
        }
        if (operation instanceof Change.Delete delete) {
            return new Change.Delete(complete(delete.row()), delete.before(), delete.hidden());
        }
        if (operation instanceof Change.Expect expect) {
            return new Change.Expect(complete(expect.row()), expect.cells());
        }
        if (operation instanceof Change.Insert insert) {
            inserted.add(Place.of(insert.row()));
        }
        return operation;
    }

    private RowName complete(RowName row) {
        boolean named = row.handle() != RowName.UNKNOWN;
        if (named
                || inserted.contains(Place.of(row))
                || shadow.schema().find(row.table()) == null) {
            return row;
        }
        Image image = shadow.get(row.table(), row.key());
        long handle = image == null ? RowName.UNKNOWN : HiddenCodec.handle(image.hidden());
        return new RowName(row.table(), row.key(), handle);
    }
}
