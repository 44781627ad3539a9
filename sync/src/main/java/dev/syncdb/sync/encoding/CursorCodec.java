package dev.syncdb.sync.encoding;

import dev.syncdb.change.Cursor;
import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.sync.pull.SignedCursor;
import dev.syncdb.value.Bytes;

/* Cursor:   | version varint | [ line u64 | commit millis varint | signature ] |
 * Unsigned: | version varint | [ line u64 ] |
 *           version 0 is the start and has nothing after it;
 *           a signature is its length, varint, and its bytes
 */
/** Cursors as bytes, in messages and in a phone's journals. Stateless. */
public final class CursorCodec {
    private CursorCodec() {}

    public static void write(ByteSink sink, SignedCursor signed) {
        Cursor cursor = signed.cursor();
        sink.writeVarint(cursor.version());
        if (cursor.version() != 0) {
            sink.writeLong(cursor.line()).writeVarint(signed.commitMillis());
            sink.writeBytes(signed.signature());
        }
    }

    public static SignedCursor read(ByteSource source) {
        long version = source.readVarint();
        if (version == 0) {
            return SignedCursor.START;
        }
        long line = source.readLong();
        long commitMillis = source.readVarint();
        Bytes signature = source.readBytes();
        return new SignedCursor(new Cursor(line, version), commitMillis, signature);
    }

    public static void writeUnsigned(ByteSink sink, Cursor cursor) {
        sink.writeVarint(cursor.version());
        if (cursor.version() != 0) {
            sink.writeLong(cursor.line());
        }
    }

    public static Cursor readUnsigned(ByteSource source) {
        long version = source.readVarint();
        return version == 0 ? Cursor.START : new Cursor(source.readLong(), version);
    }
}
