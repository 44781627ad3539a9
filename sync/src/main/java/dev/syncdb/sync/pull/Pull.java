package dev.syncdb.sync.pull;

import dev.syncdb.change.Cursor;

import org.jspecify.annotations.Nullable;

/**
 * From where on a client wants to hear.
 *
 * @param cursor what it holds
 * @param seen what the authors of its transactions had seen, where the cursor is the start and does
 *     not say it: the transactions rest on a history with that in it. {@link Cursor#START} if they
 *     had seen nothing, or the cursor says it
 * @param after where the page before this one ended, or where a first sync by classes begins; null
 *     for the first page of a pull
 * @param pageBytesMax about how many bytes of changes one page may have; one change always fits
 * @param pageRowsMax how many changes it may have, at least one
 */
public record Pull(
        SignedCursor cursor,
        Cursor seen,
        @Nullable PageToken after,
        int pageBytesMax,
        int pageRowsMax) {
    /** Pages of as many rows as their bytes allow. */
    public static final int ROWS_UNLIMITED = Integer.MAX_VALUE;

    public Pull {
        seen = cursor.cursor().version() == 0 ? seen : Cursor.START;
    }

    /** A pull whose cursor says all that was seen. */
    public Pull(SignedCursor cursor, @Nullable PageToken after, int pageBytesMax, int pageRowsMax) {
        this(cursor, Cursor.START, after, pageBytesMax, pageRowsMax);
    }

    /** The same, with pages of as many rows as their bytes allow. */
    public Pull(SignedCursor cursor, @Nullable PageToken after, int pageBytesMax) {
        this(cursor, after, pageBytesMax, ROWS_UNLIMITED);
    }

    /** A pull of the same pages from another place on. */
    public Pull goingOn(SignedCursor from, @Nullable PageToken next) {
        return new Pull(from, seen, next, pageBytesMax, pageRowsMax);
    }

    /** The newest version that any transaction of the request may rest on. */
    public long seenVersion() {
        return Math.max(cursor.cursor().version(), seen.version());
    }
}
