package dev.syncdb.sync.encoding;

import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incompatible;
import dev.syncdb.sync.message.SyncRequest;

import java.util.function.Consumer;

/* Frame:  | mark 1 bit, version 3 bits, kind 4 bits | body … | crc32 u32 |
 *         The mark is the highest bit and set, which it is in no ASCII text: what a captive portal
 *         says is no message. Version 7 will mean that a longer one follows. The checksum covers
 *         everything before it.
 *
 * A reader looks at the mark, then at the checksum, then at the version, and at the rest only if it
 * speaks that. So a version that was damaged on the way is damage, which asking again helps, and
 * never another version, which only an update would.
 *
 * Therefore every version keeps: the mark and the version in the first byte, where they are; at
 * least five bytes; and as the last four the CRC-32, little-endian, of all bytes before them. The
 * four bits of the kind, and what the body is, are its own affair.
 */
/** The envelope of every message. Stateless. */
final class MessageFrame {
    static final int REQUEST = 1;
    static final int ANSWER = 2;
    static final int REFUSAL = 3;
    static final int REWOUND = 4;
    static final int BRIEF = 5;
    static final int NEWS = 6;

    private static final int MARK = 0x80;
    private static final int VERSION_SHIFT = 4;
    private static final int VERSION_MASK = 7;
    private static final int KIND_MASK = 15;
    private static final int VERSION_MIN = 0;
    private static final int HEADER_BYTES = 1;

    private MessageFrame() {}

    static byte[] write(int kind, Consumer<ByteSink> body) {
        ByteSink sink = new ByteSink();
        sink.writeByte(MARK | SyncRequest.PROTOCOL_VERSION << VERSION_SHIFT | kind);
        body.accept(sink);
        return sink.writeInt(sink.crc(0)).toArray();
    }

    /**
     * The body of a message; what kind it is stands in the byte before it. Fails with Corrupt
     * MALFORMED_MESSAGE if this is none or was damaged, and with Incompatible PROTOCOL_VERSION if
     * it is whole and of a version that is not spoken here.
     */
    static ByteSource open(byte[] message) {
        ByteSource whole = new ByteSource(message, ErrorCode.MALFORMED_MESSAGE);
        int bodyBytes = message.length - HEADER_BYTES - Integer.BYTES;
        if (bodyBytes < 0 || (message[0] & MARK) == 0) {
            throw whole.malformed(0, "this is no SyncDB message");
        }
        int sealed = HEADER_BYTES + bodyBytes;
        ByteSource seal =
                new ByteSource(message, sealed, Integer.BYTES, ErrorCode.MALFORMED_MESSAGE);
        if (seal.readInt() != whole.crc(0, sealed)) {
            throw whole.malformed(sealed, "the checksum of the message does not fit");
        }
        int version = message[0] >>> VERSION_SHIFT & VERSION_MASK;
        if (version < VERSION_MIN || version > SyncRequest.PROTOCOL_VERSION) {
            throw new Incompatible(
                    ErrorCode.PROTOCOL_VERSION,
                    "the message",
                    version,
                    VERSION_MIN,
                    SyncRequest.PROTOCOL_VERSION);
        }
        return new ByteSource(message, HEADER_BYTES, bodyBytes, ErrorCode.MALFORMED_MESSAGE);
    }

    /** What kind of message this is; 0 if it has not even a first byte. Checks nothing. */
    static int kindOf(byte[] message) {
        return message.length == 0 ? 0 : message[0] & KIND_MASK;
    }
}
