package dev.syncdb.lab.plant;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.push.PushedTransaction;

import java.util.ArrayList;
import java.util.List;

/** A phone that tells what its counters came to as if it had been set. */
final class Law3 extends RewrittenRequests {
    @Override
    SyncRequest rewritten(SyncRequest request) {
        List<PushedTransaction> set = new ArrayList<>();
        for (PushedTransaction pushed : request.push().transactions()) {
            List<Change> operations = new ArrayList<>();
            pushed.operations().forEach(operation -> operations.add(absolute(operation)));
            set.add(pushed.doing(operations));
        }
        return pushing(request, set);
    }

    private static Change absolute(Change operation) {
        if (!(operation instanceof Change.Update update)) {
            return operation;
        }
        List<Cell> cells = new ArrayList<>();
        update.cells().forEach(cell -> cells.add(new Cell(cell.column(), null, cell.after())));
        return new Change.Update(update.row(), cells, update.hidden());
    }
}
