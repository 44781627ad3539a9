package dev.syncdb.lab.plant;

import dev.syncdb.change.Change;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.SyncRequest;

import java.util.List;

/** A page codec that now and then forgets the last change of a page. */
final class PageDropsChange extends RewrittenAnswers {
    private static final int PAGES_BETWEEN = 10;

    private int pages;

    @Override
    Answer rewritten(SyncRequest request, Answer answer) {
        List<Change> changes = answer.page().changes();
        return changes.isEmpty() || ++pages % PAGES_BETWEEN != 0
                ? answer
                : showing(
                        answer,
                        changes.subList(0, changes.size() - 1),
                        answer.page().next());
    }
}
