package dev.syncdb.sync.encoding;

import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incompatible;
import dev.syncdb.sync.message.SyncRequest;

import java.util.function.Consumer;

/* Frame:  | 'S' 'y' | version u8 | kind u8 | body … | crc32 u32 |
 *         the checksum covers everything before it
 */
/** The envelope of every message. Stateless. */
final class MessageFrame {
    static final int REQUEST = 1;
    static final int ANSWER = 2;
    static final int REFUSAL = 3;
    static final int REWOUND = 4;

    private static final int MAGIC_FIRST = 'S';
    private static final int MAGIC_SECOND = 'y';
    private static final int VERSION_MIN = 0;
    private static final int HEADER_BYTES = 4;

    private MessageFrame() {}

    static byte[] write(int kind, Consumer<ByteSink> body) {
        ByteSink sink = new ByteSink();
        sink.writeByte(MAGIC_FIRST).writeByte(MAGIC_SECOND);
        sink.writeByte(SyncRequest.PROTOCOL_VERSION).writeByte(kind);
        body.accept(sink);
        return sink.writeInt(sink.crc(0)).toArray();
    }

    /** The body of a message; what kind it is stands in the byte before it. */
    static ByteSource open(byte[] message) {
        ByteSource whole = new ByteSource(message, ErrorCode.MALFORMED_MESSAGE);
        int bodyBytes = message.length - HEADER_BYTES - Integer.BYTES;
        if (bodyBytes < 0 || whole.readByte() != MAGIC_FIRST || whole.readByte() != MAGIC_SECOND) {
            throw whole.malformed(0, "this is no SyncDB message");
        }
        int version = whole.readByte();
        if (version < VERSION_MIN || version > SyncRequest.PROTOCOL_VERSION) {
            throw new Incompatible(
                    ErrorCode.PROTOCOL_VERSION,
                    "the message",
                    version,
                    VERSION_MIN,
                    SyncRequest.PROTOCOL_VERSION);
        }
        int sealed = HEADER_BYTES + bodyBytes;
        ByteSource seal =
                new ByteSource(message, sealed, Integer.BYTES, ErrorCode.MALFORMED_MESSAGE);
        if (seal.readInt() != whole.crc(0, sealed)) {
            throw whole.malformed(sealed, "the checksum of the message does not fit");
        }
        return new ByteSource(message, HEADER_BYTES, bodyBytes, ErrorCode.MALFORMED_MESSAGE);
    }

    static int kindOf(byte[] message) {
        return message[HEADER_BYTES - 1];
    }
}
