package dev.syncdb.lab.plant;

import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.SyncRequest;

/** The first page of a pull counts as the last: the flip comes before the rest is there. */
final class Law20 extends RewrittenAnswers {
    @Override
    Answer rewritten(SyncRequest request, Answer answer) {
        return showing(answer, answer.page().changes(), null);
    }
}
