package dev.syncdb.server.space;

import dev.syncdb.change.Cursor;
import dev.syncdb.codec.ByteSink;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.sync.pull.SignedCursor;
import dev.syncdb.value.Bytes;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/* Signed: | space text | client varint | line u64 | version varint | commit millis varint | */
/**
 * Makes cursors that only this server can have made, for one client of one space each. May be
 * called from any thread.
 */
public final class CursorSigner {
    /** As long as the output of the hash: a longer key adds nothing. */
    public static final int KEY_BYTES = 32;

    /**
     * 64 bits cannot be guessed by asking a server. They travel with each answer that moves a
     * cursor.
     */
    static final int SIGNATURE_BYTES = 8;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /** @param key {@link #KEY_BYTES} random bytes, the same as long as the data folder lives */
    public CursorSigner(Bytes key) {
        this.key = new SecretKeySpec(key.toArray(), ALGORITHM);
    }

    SignedCursor sign(String space, long client, Cursor cursor, long commitMillis) {
        byte[] signature = signature(space, client, cursor, commitMillis);
        return new SignedCursor(cursor, commitMillis, Bytes.owned(signature));
    }

    /**
     * True if this server signed the cursor for that client. Takes the same time for every wrong
     * signature.
     */
    boolean signed(String space, long client, SignedCursor cursor) {
        byte[] due = signature(space, client, cursor.cursor(), cursor.commitMillis());
        return MessageDigest.isEqual(due, cursor.signature().toArray());
    }

    private byte[] signature(String space, long client, Cursor cursor, long commitMillis) {
        ByteSink sink = new ByteSink();
        sink.writeText(space).writeVarint(client).writeLong(cursor.line());
        sink.writeVarint(cursor.version()).writeVarint(commitMillis);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Arrays.copyOf(mac.doFinal(sink.toArray()), SIGNATURE_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new Fault(ErrorCode.INTERNAL, "every Java platform has " + ALGORITHM, impossible);
        }
    }
}
