package dev.syncdb.sync.message;

import dev.syncdb.change.Cursor;

import org.jspecify.annotations.Nullable;

/**
 * From where on a client wants to hear.
 *
 * @param cursor what it holds
 * @param seen what the authors of its transactions had seen, where the cursor is the start and does
 *     not say it: the transactions rest on a history with that in it. {@link Cursor#START} if they
 *     had seen nothing, or the cursor says it
 * @param after where the page before this one ended, or null for the first
 * @param pageBytesMax about how many bytes of changes one page may have
 */
public record Pull(
        SignedCursor cursor, Cursor seen, @Nullable PageToken after, int pageBytesMax) {
    public Pull {
        seen = cursor.cursor().version() == 0 ? seen : Cursor.START;
    }

    /** A pull whose cursor says all that was seen. */
    public Pull(SignedCursor cursor, @Nullable PageToken after, int pageBytesMax) {
        this(cursor, Cursor.START, after, pageBytesMax);
    }

    /** The newest version that any transaction of the request may rest on. */
    public long seenVersion() {
        return Math.max(cursor.cursor().version(), seen.version());
    }
}
