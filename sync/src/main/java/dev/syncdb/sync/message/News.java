package dev.syncdb.sync.message;

import dev.syncdb.change.Cursor;
import dev.syncdb.sync.pull.Page;
import dev.syncdb.sync.pull.SignedCursor;
import dev.syncdb.sync.push.Outcome;
import dev.syncdb.sync.push.Receipt;
import dev.syncdb.value.Bytes;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * An answer that says only what its request does not. The server remembers both, and so knows what
 * the client will say next if nothing happens.
 *
 * @param outcomes of every transaction that the request has not acknowledged, numbered from 1 on
 * @param moved how the cursor differs from the request's, or null if it is the same
 * @param page what is new
 */
public record News(List<Outcome> outcomes, @Nullable Move moved, Page page)
        implements SyncResponse {
    /** The client has all that the server has, and the server all that the client has. */
    public static final News NOTHING = new News(List.of(), null, new Page(List.of(), null));

    public News {
        outcomes = List.copyOf(outcomes);
    }

    /**
     * From one cursor to another one of the same line.
     *
     * @param versions how many versions it goes on
     * @param laterMillis how much later that version was committed
     */
    public record Move(long versions, long laterMillis, Bytes signature) {}

    /** The answer in the words of its request; null if it says what these have no words for. */
    public static @Nullable News of(SyncRequest request, Answer answer) {
        SignedCursor from = request.pull().cursor();
        SignedCursor to = answer.cursor();
        boolean sameLine = from.cursor().version() != 0
                && from.cursor().line() == to.cursor().line();
        boolean told = answer.lastTx() == request.ackTx() + answer.outcomes().size();
        boolean known = request.client() == answer.client() && answer.schema().isEmpty();
        boolean plain = answer.postponed() == null && answer.lineEnd() == null;
        if (!sameLine || !told || !known || !plain) {
            return null;
        }
        Move moved = new Move(
                to.cursor().version() - from.cursor().version(),
                to.commitMillis() - from.commitMillis(),
                to.signature());
        List<Outcome> outcomes = numbered(answer.outcomes(), 1);
        return new News(outcomes, to.equals(from) ? null : moved, answer.page());
    }

    /** The whole answer. */
    public Answer to(SyncRequest request) {
        SignedCursor from = request.pull().cursor();
        return new Answer(
                request.client(),
                new Receipt(
                        request.ackTx() + outcomes.size(), numbered(outcomes, request.ackTx() + 1)),
                moved == null ? from : moved(from, moved),
                page,
                List.of());
    }

    private static List<Outcome> numbered(List<Outcome> outcomes, long first) {
        List<Outcome> numbered = new ArrayList<>(outcomes.size());
        for (Outcome outcome : outcomes) {
            numbered.add(outcome.of(first + numbered.size()));
        }
        return numbered;
    }

    private static SignedCursor moved(SignedCursor from, Move by) {
        long version = from.cursor().version() + by.versions();
        Cursor cursor = new Cursor(from.cursor().line(), version);
        return new SignedCursor(cursor, from.commitMillis() + by.laterMillis(), by.signature());
    }
}
