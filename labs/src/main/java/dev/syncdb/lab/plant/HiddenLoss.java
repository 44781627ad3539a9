package dev.syncdb.lab.plant;

import dev.syncdb.change.Change;
import dev.syncdb.change.RowName;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.push.Outcome;
import dev.syncdb.sync.push.Receipt;

import java.util.ArrayList;
import java.util.List;

/** An outcome does not name the rows where an edit gave way, and so no page tells of them. */
final class HiddenLoss extends RewrittenAnswers {
    @Override
    Answer rewritten(SyncRequest request, Answer answer) {
        List<Outcome> outcomes = new ArrayList<>();
        List<Change> changes = new ArrayList<>(answer.page().changes());
        for (Outcome outcome : answer.outcomes()) {
            boolean hides = outcome.rejection() == null;
            outcomes.add(hides ? hiding(outcome) : outcome);
            for (RowName named : hides ? outcome.differing() : List.<RowName>of()) {
                changes.removeIf(change -> Places.isOf(change, named));
            }
        }
        Answer silent = new Answer(
                answer.client(),
                new Receipt(answer.lastTx(), outcomes, answer.postponed()),
                answer.cursor(),
                answer.page(),
                answer.schema(),
                answer.lineEnd());
        return showing(silent, changes, answer.page().next());
    }

    private static Outcome hiding(Outcome outcome) {
        return new Outcome(
                outcome.number(), null, outcome.handles(), List.of(), outcome.conflicts());
    }
}
