package dev.syncdb.lab.plant;

import dev.syncdb.change.Change;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.Incompatible;
import dev.syncdb.sync.encoding.RequestCodec;
import dev.syncdb.sync.encoding.ResponseCodec;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.News;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.message.SyncResponse;
import dev.syncdb.sync.pull.Page;
import dev.syncdb.sync.pull.PageToken;
import dev.syncdb.testkit.fault.Sabotage;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A server that answers something else than it should. Questions in few words get what they should,
 * since those do not tell what they are about.
 */
abstract class RewrittenAnswers implements Sabotage {
    @Override
    public final byte[] answer(byte[] request, byte[] real) {
        SyncResponse response = ResponseCodec.decode(real);
        SyncRequest asked = asked(request);
        Answer answer = asked == null ? null : whole(asked, response);
        if (asked == null || answer == null) {
            return real;
        }
        Answer other = rewritten(asked, answer);
        // What is not changed stays in as few words as it was said.
        return other.equals(answer) ? real : ResponseCodec.encode(other);
    }

    abstract Answer rewritten(SyncRequest request, Answer answer);

    /** The same answer with another page. */
    static Answer showing(Answer answer, List<Change> changes, @Nullable PageToken next) {
        return answer.showing(new Page(changes, next));
    }

    private static @Nullable Answer whole(SyncRequest asked, SyncResponse response) {
        if (response instanceof News news) {
            return news.to(asked);
        }
        return response instanceof Answer answer ? answer : null;
    }

    private static @Nullable SyncRequest asked(byte[] request) {
        try {
            return RequestCodec.isBrief(request) ? null : RequestCodec.decode(request);
        } catch (Corrupt | Incompatible damaged) {
            return null;
        }
    }
}
