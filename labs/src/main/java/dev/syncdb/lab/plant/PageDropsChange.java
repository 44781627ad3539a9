package dev.syncdb.lab.plant;

import dev.syncdb.change.Change;
import dev.syncdb.sync.encoding.ResponseCodec;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.News;
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
        if (response instanceof News news && isDue(news.page())) {
            return ResponseCodec.encode(
                    new News(news.outcomes(), news.moved(), shorter(news.page())));
        }
        if (response instanceof Answer answer && isDue(answer.page())) {
            return ResponseCodec.encode(new Answer(
                    answer.client(),
                    answer.lastTx(),
                    answer.outcomes(),
                    answer.cursor(),
                    shorter(answer.page()),
                    answer.schema(),
                    answer.postponed(),
                    answer.lineEnd()));
        }
        return real;
    }

    private boolean isDue(Page page) {
        return !page.changes().isEmpty() && ++pages % PAGES_BETWEEN == 0;
    }

    private static Page shorter(Page page) {
        List<Change> changes = page.changes();
        return new Page(changes.subList(0, changes.size() - 1), page.next());
    }
}
