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
     *
     * @param dialect in whose words {@code shadow} is
     */
    static List<PendingTransaction> complete(
            List<PendingTransaction> pending, Dialect dialect, Reader shadow) {
        Handles handles = new Handles(shadow);
        List<PendingTransaction> completed = new ArrayList<>();
        for (PendingTransaction each : pending) {
            completed.add(handles.complete(each, dialect.form(each)));
        }
        return completed;
    }

    private PendingTransaction complete(PendingTransaction pending, Form form) {
        List<Change> operations = new ArrayList<>();
        for (int i = 0; i < pending.operations().size(); i++) {
            Change operation = pending.operations().get(i);
            Change here = form.operations().get(i);
            // A row whose table went is nobody's here.
            operations.add(here == null ? operation : complete(operation, Form.row(here)));
        }
        return operations.equals(pending.operations()) ? pending : pending.doing(operations);
    }

    /** @param here the row as it is called in the shadow */
    private Change complete(Change operation, RowName here) {
        if (operation instanceof Change.Update update) {
            RowName row = complete(update.row(), here);
            return new Change.Update(row, update.cells(), update.hidden());
        }
        if (operation instanceof Change.Delete delete) {
            RowName row = complete(delete.row(), here);
            return new Change.Delete(row, delete.before(), delete.hidden());
        }
        if (operation instanceof Change.Expect expect) {
            return new Change.Expect(complete(expect.row(), here), expect.cells());
        }
        inserted.add(Place.of(here));
        return operation;
    }

    private RowName complete(RowName row, RowName here) {
        boolean named = row.handle() != RowName.UNKNOWN;
        if (named
                || inserted.contains(Place.of(here))
                || shadow.schema().find(here.table()) == null) {
            return row;
        }
        Image image = shadow.get(here.table(), here.key());
        long handle = image == null ? RowName.UNKNOWN : HiddenCodec.handle(image.hidden());
        return new RowName(row.table(), row.key(), handle);
    }
}
