package dev.syncdb.lab.plant;

import dev.syncdb.change.Change;
import dev.syncdb.change.RowName;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.push.PushedTransaction;

import java.util.ArrayList;
import java.util.List;

/** Handles are ignored: an operation names its row by nothing but the key. */
final class Law27 extends RewrittenRequests {
    @Override
    SyncRequest rewritten(SyncRequest request) {
        List<PushedTransaction> nameless = new ArrayList<>();
        for (PushedTransaction each : request.push().transactions()) {
            List<Change> operations = new ArrayList<>();
            each.operations().forEach(operation -> operations.add(nameless(operation)));
            nameless.add(each.doing(operations));
        }
        return pushing(request, nameless);
    }

    private static Change nameless(Change operation) {
        RowName row = Places.of(operation);
        if (row != null && operation instanceof Change.Update update) {
            return new Change.Update(row, update.cells(), update.hidden());
        }
        return row != null && operation instanceof Change.Delete delete
                ? new Change.Delete(row, delete.before(), delete.hidden())
                : operation;
    }
}
