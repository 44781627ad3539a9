package dev.syncdb.lab.plant;

import dev.syncdb.change.Change;
import dev.syncdb.change.RowName;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.push.Outcome;

import java.util.ArrayList;
import java.util.List;

/** The rows that an outcome names are left out of the page: nobody says what they are now. */
final class Law17 extends RewrittenAnswers {
    @Override
    Answer rewritten(SyncRequest request, Answer answer) {
        List<Change> changes = new ArrayList<>(answer.page().changes());
        for (Outcome outcome : answer.outcomes()) {
            for (RowName named : outcome.differing()) {
                changes.removeIf(change -> Places.isOf(change, named));
            }
        }
        return showing(answer, changes, answer.page().next());
    }
}
