package dev.syncdb.lab.plant;

import dev.syncdb.change.Change;
import dev.syncdb.sync.encoding.ResponseCodec;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.Page;
import dev.syncdb.sync.message.SyncResponse;
import dev.syncdb.testkit.world.Sabotage;

import java.util.List;

/** A page codec that now and then forgets the last change of a page. */
final class PageDropsChange implements Sabotage {
    private static final int PAGES_BETWEEN = 10;

    private int pages;

    @Override
    public byte[] answer(byte[] real) {
        SyncResponse response = ResponseCodec.decode(real);
        if (!(response instanceof Answer answer)) {
            return real;
        }
        List<Change> changes = answer.page().changes();
        if (changes.isEmpty() || ++pages % PAGES_BETWEEN != 0) {
            return real;
        }
        Page shorter =
                new Page(changes.subList(0, changes.size() - 1), answer.page().next());
        return ResponseCodec.encode(new Answer(
                answer.client(),
                answer.lastTx(),
                answer.outcomes(),
                answer.wanted(),
                answer.cursor(),
                shorter,
                answer.schema()));
    }
}
