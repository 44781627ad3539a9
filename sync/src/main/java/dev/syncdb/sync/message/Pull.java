package dev.syncdb.sync.message;

import org.jspecify.annotations.Nullable;

/**
 * From where on a client wants to hear.
 *
 * @param cursor what it holds
 * @param after where the page before this one ended, or where a first sync by classes begins; null
 *     for the first page of a pull
 * @param pageBytesMax about how many bytes of changes one page may have; one change always fits
 * @param pageRowsMax how many changes it may have, at least one
 */
public record Pull(
        SignedCursor cursor, @Nullable PageToken after, int pageBytesMax, int pageRowsMax) {
    /** Pages of as many rows as their bytes allow. */
    public static final int ROWS_UNLIMITED = Integer.MAX_VALUE;

    public Pull(SignedCursor cursor, @Nullable PageToken after, int pageBytesMax) {
        this(cursor, after, pageBytesMax, ROWS_UNLIMITED);
    }

    /** A pull of the same pages from another place on. */
    public Pull goingOn(SignedCursor from, @Nullable PageToken next) {
        return new Pull(from, next, pageBytesMax, pageRowsMax);
    }
}
