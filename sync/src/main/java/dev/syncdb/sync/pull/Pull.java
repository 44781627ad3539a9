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
 * @param upgradedFrom the number of the schema version from which the client made its rows, where
 *     they lack what the present version has beyond that; {@link #WHOLE} where they lack nothing
 */
public record Pull(
        SignedCursor cursor,
        Cursor seen,
        @Nullable PageToken after,
        int pageBytesMax,
        int pageRowsMax,
        int upgradedFrom) {
    /** The client's rows were told in the words of its schema version. */
    public static final int WHOLE = 0;

    /** Pages of as many rows as their bytes allow. */
    public static final int ROWS_UNLIMITED = Integer.MAX_VALUE;

    public Pull {
        seen = cursor.cursor().version() == 0 ? seen : Cursor.START;
    }

    /** A pull into rows that are whole. */
    public Pull(
            SignedCursor cursor,
            Cursor seen,
            @Nullable PageToken after,
            int pageBytesMax,
            int pageRowsMax) {
        this(cursor, seen, after, pageBytesMax, pageRowsMax, WHOLE);
    }

    /** The same, where the cursor says all that was seen. */
    public Pull(SignedCursor cursor, @Nullable PageToken after, int pageBytesMax, int pageRowsMax) {
        this(cursor, Cursor.START, after, pageBytesMax, pageRowsMax);
    }

    /** The same, with pages of as many rows as their bytes allow. */
    public Pull(SignedCursor cursor, @Nullable PageToken after, int pageBytesMax) {
        this(cursor, after, pageBytesMax, ROWS_UNLIMITED);
    }

    /**
     * A pull of the same pages from another place on, or of new ones where {@code next} is null.
     */
    public Pull goingOn(SignedCursor from, @Nullable PageToken next) {
        int lacking = next == null ? WHOLE : upgradedFrom;
        return new Pull(from, seen, next, pageBytesMax, pageRowsMax, lacking);
    }

    /** The same pull from another place on. */
    public Pull after(PageToken place) {
        return new Pull(cursor, seen, place, pageBytesMax, pageRowsMax, upgradedFrom);
    }

    /** The same pull in pages of about so many bytes. */
    public Pull ofPages(int bytesMax) {
        return new Pull(cursor, seen, after, bytesMax, pageRowsMax, upgradedFrom);
    }

    /** The same pull into rows of an older schema version. */
    public Pull upgradedFrom(int older) {
        return new Pull(cursor, seen, after, pageBytesMax, pageRowsMax, older);
    }

    /** The newest version that any transaction of the request may rest on. */
    public long seenVersion() {
        return Math.max(cursor.cursor().version(), seen.version());
    }
}
