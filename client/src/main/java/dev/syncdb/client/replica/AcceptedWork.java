package dev.syncdb.client.replica;

import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.client.outbox.PendingTransaction;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.sync.encoding.HiddenCodec;
import dev.syncdb.sync.push.Outcome;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** What the server did of a client's own operations, in the order in which it did it. Stateless. */
final class AcceptedWork {
    private AcceptedWork() {}

    /**
     * The operations of one accepted transaction in the words of the rows; the rows that it
     * inserted bear the handles they got, which are told in the order in which it was written.
     *
     * @param form what it is in these words
     */
    static List<Change> of(PendingTransaction judged, Form form, Outcome outcome) {
        List<Change> accepted = new ArrayList<>();
        for (Change operation : form.present()) {
            if (operation instanceof Change.Delete) {
                accepted.add(operation);
            }
        }
        Iterator<Long> handles = outcome.handles().iterator();
        for (int i = 0; i < judged.operations().size(); i++) {
            Change operation = form.operations().get(i);
            if (judged.operations().get(i) instanceof Change.Insert) {
                if (!handles.hasNext()) {
                    throw new Corrupt(
                            ErrorCode.MALFORMED_MESSAGE,
                            0,
                            outcome.handles().size() + " handles for the rows that transaction "
                                    + judged.number() + " inserted");
                }
                long handle = handles.next();
                if (operation instanceof Change.Insert insert) {
                    addInsert(accepted, insert, handle);
                }
            } else if (operation instanceof Change.Update) {
                accepted.add(operation);
            }
        }
        return accepted;
    }

    // Handle 0 says that the row is gone again: something else in the transaction removed it.
    private static void addInsert(List<Change> accepted, Change.Insert insert, long handle) {
        if (handle != RowName.UNKNOWN) {
            RowName row = new RowName(insert.row().table(), insert.row().key(), handle);
            Image image = new Image(insert.image().cells(), HiddenCodec.ofHandle(handle));
            accepted.add(new Change.Insert(row, image));
        }
    }
}
