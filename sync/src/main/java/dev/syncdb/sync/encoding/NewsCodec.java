package dev.syncdb.sync.encoding;

import dev.syncdb.change.Change;
import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.codec.ChangeCodec;
import dev.syncdb.sync.message.News;
import dev.syncdb.sync.message.News.Move;
import dev.syncdb.sync.pull.Page;
import dev.syncdb.sync.pull.PageToken;
import dev.syncdb.sync.push.Outcome;

import java.util.ArrayList;
import java.util.List;

/* News:     | parts u8 | [ outcomes ] | [ move ] | [ token ] | [ changes ] |
 *           or nothing at all if nothing is new; the lowest bit of the parts is for the first
 * Outcomes: | count varint | outcome … |
 * Move:     | versions varint | later millis signed | signature length varint, bytes |
 */
/** The body of a message that says what is new. Stateless. */
final class NewsCodec {
    private static final int OUTCOMES = 1;
    private static final int MOVE = 2;
    private static final int TOKEN = 4;
    private static final int CHANGES = 8;
    private static final int ALL = OUTCOMES | MOVE | TOKEN | CHANGES;
    private static final int OUTCOME_BYTES_MIN = 1;

    private NewsCodec() {}

    static void write(ByteSink sink, News news) {
        List<Outcome> outcomes = news.outcomes();
        Move moved = news.moved();
        Page page = news.page();
        int parts = (outcomes.isEmpty() ? 0 : OUTCOMES)
                | (moved == null ? 0 : MOVE)
                | (page.next() == null ? 0 : TOKEN)
                | (page.changes().isEmpty() ? 0 : CHANGES);
        if (parts == 0) {
            return;
        }
        sink.writeByte(parts);
        if (!outcomes.isEmpty()) {
            sink.writeVarint(outcomes.size());
            outcomes.forEach(outcome -> OutcomeCodec.write(sink, outcome));
        }
        if (moved != null) {
            sink.writeVarint(moved.versions()).writeSigned(moved.laterMillis());
            sink.writeBytes(moved.signature());
        }
        if (page.next() != null) {
            PageTokenCodec.write(sink, page.next());
        }
        if (!page.changes().isEmpty()) {
            ChangeCodec.write(sink, page.changes());
        }
    }

    static News read(ByteSource source) {
        if (source.remaining() == 0) {
            return News.NOTHING;
        }
        int start = source.position();
        int parts = source.readByte();
        if (parts == 0 || (parts & ~ALL) != 0) {
            throw source.malformed(start, "unknown parts " + parts + " of news");
        }
        List<Outcome> outcomes = (parts & OUTCOMES) == 0 ? List.of() : readOutcomes(source);
        Move moved = (parts & MOVE) == 0 ? null : readMove(source);
        PageToken next = (parts & TOKEN) == 0 ? null : PageTokenCodec.read(source);
        List<Change> changes = (parts & CHANGES) == 0 ? List.of() : ChangeCodec.readChanges(source);
        return new News(outcomes, moved, new Page(changes, next));
    }

    private static List<Outcome> readOutcomes(ByteSource source) {
        int count = source.readCount(OUTCOME_BYTES_MIN);
        List<Outcome> outcomes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            outcomes.add(OutcomeCodec.read(source, 1 + i));
        }
        return outcomes;
    }

    private static Move readMove(ByteSource source) {
        return new Move(source.readVarint(), source.readSigned(), source.readBytes());
    }
}
