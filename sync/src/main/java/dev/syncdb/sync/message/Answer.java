package dev.syncdb.sync.message;

import java.util.List;

/**
 * What the server did with the push, and a page of what is new. All of it is as of one version, the
 * cursor's.
 *
 * @param client the client's number
 * @param lastTx the last transaction of this client that was judged
 * @param outcomes of every transaction above the client's {@code ackTx}, up to {@code lastTx}
 * @param wanted cells of the transaction after {@code lastTx} that somebody else wrote, too,
 *     without either having seen the other: it will be judged once the client has said what was
 *     there before, or that it does not know. The server remembers nothing of this
 * @param cursor where the client stands once it has applied this page and those before it; counts
 *     if it is the last page
 * @param schema the statements that make the server's tables, or empty if the client's schema is
 *     the same
 */
public record Answer(
        long client,
        long lastTx,
        List<Outcome> outcomes,
        List<Push.CellPlace> wanted,
        SignedCursor cursor,
        Page page,
        List<String> schema)
        implements SyncResponse {
    public Answer {
        outcomes = List.copyOf(outcomes);
        wanted = List.copyOf(wanted);
        schema = List.copyOf(schema);
    }
}
