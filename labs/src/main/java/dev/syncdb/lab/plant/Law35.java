package dev.syncdb.lab.plant;

import dev.syncdb.change.Change;
import dev.syncdb.change.RowName;
import dev.syncdb.schema.Schema;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.SyncRequest;

import java.util.ArrayList;
import java.util.List;

/** The records of conflicts stay on the server: neither of the two authors gets any. */
final class Law35 extends RewrittenAnswers {
    @Override
    Answer rewritten(SyncRequest request, Answer answer) {
        List<Change> changes = new ArrayList<>(answer.page().changes());
        changes.removeIf(Law35::isRecord);
        return showing(answer, changes, answer.page().next());
    }

    private static boolean isRecord(Change change) {
        RowName row = Places.of(change);
        return row != null && Schema.isLedger(row.table());
    }
}
