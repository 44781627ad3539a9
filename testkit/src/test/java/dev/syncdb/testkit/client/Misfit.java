package dev.syncdb.testkit.client;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.RowName;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.SyncResponse;
import dev.syncdb.sync.pull.Page;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Value;

import java.util.List;

/** An answer that fits no replica: it changes a row that nobody has. */
final class Misfit {
    private Misfit() {}

    static SyncResponse of(SyncResponse response) {
        if (!(response instanceof Answer answer)) {
            return response;
        }
        Change change = new Change.Update(
                new RowName("notes", Key.of("nowhere"), 99),
                List.of(new Cell(1, null, Value.of("?"))),
                Bytes.EMPTY);
        return answer.showing(new Page(List.of(change), answer.page().next()));
    }
}
