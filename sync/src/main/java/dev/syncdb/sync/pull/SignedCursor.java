package dev.syncdb.sync.pull;

import dev.syncdb.change.Cursor;
import dev.syncdb.value.Bytes;

/**
 * A cursor that only the server can have made.
 *
 * @param cursor what the client holds
 * @param commitMillis commit time of that version, in server time
 * @param signature HMAC over both, the space and the client; empty for {@link #START}
 */
public record SignedCursor(Cursor cursor, long commitMillis, Bytes signature) {
    /** Before everything; needs no signature. */
    public static final SignedCursor START = new SignedCursor(Cursor.START, 0, Bytes.EMPTY);
}
