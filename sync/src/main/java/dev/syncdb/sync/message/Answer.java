package dev.syncdb.sync.message;

import dev.syncdb.change.Cursor;
import dev.syncdb.sync.message.Push.CellPlace;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What the server did with the push, and a page of what is new. All of it is as of one version, the
 * cursor's.
 *
 * @param client the client's number
 * @param lastTx the last transaction of this client that was judged
 * @param outcomes of every transaction above the client's {@code ackTx}, up to {@code lastTx}
 * @param cursor where the client stands once it has applied this page and those before it; counts
 *     if it is the last page
 * @param schema the statements that make the server's tables, or empty if the client's schema is
 *     the same
 * @param postponed why the transactions behind {@code lastTx} were not judged, or null if there are
 *     none
 * @param lineEnd the line that the client asked about, and the last version of it that is part of
 *     this history, 0 for none; null if it did not ask
 */
public record Answer(
        long client,
        long lastTx,
        List<Outcome> outcomes,
        SignedCursor cursor,
        Page page,
        List<String> schema,
        @Nullable Postponement postponed,
        @Nullable Cursor lineEnd)
        implements SyncResponse {
    public Answer {
        outcomes = List.copyOf(outcomes);
        schema = List.copyOf(schema);
    }

    /** An answer to a client that asked about no line, of whose push everything was judged. */
    public Answer(
            long client,
            long lastTx,
            List<Outcome> outcomes,
            SignedCursor cursor,
            Page page,
            List<String> schema) {
        this(client, lastTx, outcomes, cursor, page, schema, null, null);
    }

    /** The cells of which the client is to say what their author saw. */
    public List<CellPlace> wanted() {
        return postponed == null ? List.of() : postponed.wanted();
    }
}
