package dev.syncdb.sync.message;

import dev.syncdb.change.Cursor;
import dev.syncdb.sync.pull.Page;
import dev.syncdb.sync.pull.SignedCursor;
import dev.syncdb.sync.push.Outcome;
import dev.syncdb.sync.push.Postponement;
import dev.syncdb.sync.push.Push.Wanted;
import dev.syncdb.sync.push.Receipt;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What the server did with the push, and a page of what is new. All of it is as of one version, the
 * cursor's.
 *
 * @param client the client's number
 * @param receipt what became of the client's transactions
 * @param cursor where the client stands once it has applied this page and those before it; counts
 *     if it is the last page
 * @param schema the statements that make the server's tables, or empty if the client's schema is
 *     the same
 * @param lineEnd the line that the client asked about, and the last version of it that is part of
 *     this history, 0 for none; null if it did not ask
 */
public record Answer(
        long client,
        Receipt receipt,
        SignedCursor cursor,
        Page page,
        List<String> schema,
        @Nullable Cursor lineEnd)
        implements SyncResponse {
    public Answer {
        schema = List.copyOf(schema);
    }

    /** An answer to a client that asked about no line. */
    public Answer(
            long client, Receipt receipt, SignedCursor cursor, Page page, List<String> schema) {
        this(client, receipt, cursor, page, schema, null);
    }

    /** The same answer with another receipt. */
    public Answer receiving(Receipt other) {
        return new Answer(client, other, cursor, page, schema, lineEnd);
    }

    /** The same answer with another page. */
    public Answer showing(Page other) {
        return new Answer(client, receipt, cursor, other, schema, lineEnd);
    }

    /** The last transaction of the client that was judged. */
    public long lastTx() {
        return receipt.lastTx();
    }

    /** See {@link Receipt#outcomes}. */
    public List<Outcome> outcomes() {
        return receipt.outcomes();
    }

    /** See {@link Receipt#postponed}. */
    public @Nullable Postponement postponed() {
        return receipt.postponed();
    }

    /** See {@link Receipt#wanted}. */
    public List<Wanted> wanted() {
        return receipt.wanted();
    }
}
