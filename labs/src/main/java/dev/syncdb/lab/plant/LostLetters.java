package dev.syncdb.lab.plant;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.delta.TextDelta;
import dev.syncdb.delta.TextEdit;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.push.PushedTransaction;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import java.util.ArrayList;
import java.util.List;

/** A phone that does not tell the last of the places at which a text was edited, now and then. */
final class LostLetters extends RewrittenRequests {
    /** One of so many edits loses something. */
    private static final int EVERY = 3;

    private int met;

    @Override
    SyncRequest rewritten(SyncRequest request) {
        List<PushedTransaction> told = new ArrayList<>();
        for (PushedTransaction pushed : request.push().transactions()) {
            List<Change> operations = new ArrayList<>();
            pushed.operations().forEach(operation -> operations.add(less(operation)));
            told.add(pushed.doing(operations));
        }
        return pushing(request, told);
    }

    private Change less(Change operation) {
        if (!(operation instanceof Change.Update update)) {
            return operation;
        }
        List<Cell> cells = new ArrayList<>();
        update.cells().forEach(cell -> cells.add(less(cell)));
        return new Change.Update(update.row(), cells, update.hidden());
    }

    private Cell less(Cell cell) {
        boolean edits = cell.relative() && cell.after().type() == ValueType.BLOB;
        TextEdit edit = edits ? TextEdit.read(cell.after().asBytes()) : null;
        if (edit == null || edit.delta().isNone() || ++met % EVERY != 0) {
            return cell;
        }
        List<TextDelta.Hunk> hunks = edit.delta().hunks();
        TextDelta less = TextDelta.of(hunks.subList(0, hunks.size() - 1));
        TextEdit told = new TextEdit(edit.length(), edit.check(), less);
        return new Cell(cell.column(), cell.before(), Value.of(told.toBytes()), true);
    }
}
