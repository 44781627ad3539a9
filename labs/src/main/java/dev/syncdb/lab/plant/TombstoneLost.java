package dev.syncdb.lab.plant;

import dev.syncdb.change.Change;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.SyncRequest;

import java.util.ArrayList;
import java.util.List;

/** A server that keeps tombstones for a few versions only, and tells nobody that it has none. */
final class TombstoneLost extends RewrittenAnswers {
    private static final long VERSIONS_KEPT = 8;

    @Override
    Answer rewritten(SyncRequest request, Answer answer) {
        long behind = answer.cursor().cursor().version()
                - request.pull().cursor().cursor().version();
        if (behind <= VERSIONS_KEPT) {
            return answer;
        }
        List<Change> changes = new ArrayList<>(answer.page().changes());
        changes.removeIf(change -> change instanceof Change.Delete);
        return showing(answer, changes, answer.page().next());
    }
}
