package dev.syncdb.journal;

import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;

import org.jspecify.annotations.Nullable;

/* Record: | mark u8 = 0xA7 | number u64 | body size u32 | unforced u32 | zero sectors u32 |
 *         | check u32 | body | CRC-32 of body u32 | end u8 = 0xE5 |
 *
 * mark and end are not zero, so that a first or last sector that never reached the medium cannot
 * look whole. check is the CRC-32 of the 21 bytes before it. Two fields are for TailCheck:
 * unforced       how many of the records just before this one were not known to be durable when it
 *                was written
 * zero sectors   how many sectors hold, of what follows the header, only zeros
 */
/**
 * The bytes of one record, the same in logs and snapshots. What is called its body here is what
 * {@link BodyCipher} makes of it. Stateless.
 */
final class RecordFormat {
    static final byte MARK = (byte) 0xA7;
    static final byte END = (byte) 0xE5;
    static final int HEADER_BYTES = 1 + 8 + 4 + 4 + 4 + 4;
    static final int TRAILER_BYTES = 4 + 1;

    /** The size of a record with an empty body. */
    static final int SIZE_MIN = HEADER_BYTES + TRAILER_BYTES;

    /** Recovery holds a segment in memory, and a segment holds at least one record. */
    static final int BODY_BYTES_MAX = 1 << 28;

    private static final int CHECKED_BYTES = HEADER_BYTES - Integer.BYTES;

    private RecordFormat() {}

    /**
     * What the header of a record says.
     *
     * @param number of the record
     * @param bodyBytes size of its body
     * @param unforced how many records just before it were not known to be durable
     * @param zeroSectors how many sectors hold, of what follows the header, only zeros
     */
    record Header(long number, int bodyBytes, int unforced, int zeroSectors) {
        /** Bytes of the whole record. */
        int size() {
            return SIZE_MIN + bodyBytes;
        }

        /** The last record that was known to be durable when this one was written. */
        long forced() {
            return number - 1 - unforced;
        }
    }

    /** The bytes of a record that is to stand at {@code position} of its file. */
    static byte[] encode(long number, long unforced, byte[] body, long position) {
        if (body.length > BODY_BYTES_MAX) {
            throw new Incorrect(
                    ErrorCode.LIMIT,
                    "a record of " + body.length + " bytes; most is " + BODY_BYTES_MAX);
        }
        ByteSink sink = new ByteSink(body.length + TRAILER_BYTES);
        byte[] rest = sink.write(body).writeInt(sink.crc(0)).writeByte(END).toArray();
        int zeroSectors = Sectors.countZero(rest, 0, rest.length, position + HEADER_BYTES);
        ByteSink record = new ByteSink(HEADER_BYTES + rest.length);
        record.writeByte(MARK).writeLong(number).writeInt(body.length).writeInt((int) unforced);
        record.writeInt(zeroSectors).writeInt(record.crc(0)).write(rest);
        return record.toArray();
    }

    /**
     * The header at {@code position}, or null if there is none, or no room for its record before
     * {@code limit}.
     */
    static @Nullable Header header(byte[] bytes, int position, int limit) {
        if (limit - position < SIZE_MIN) {
            return null;
        }
        Header header = header(bytes, position);
        return header == null || header.bodyBytes > limit - position - SIZE_MIN ? null : header;
    }

    /** The header in the bytes from {@code position} on, or null if they are none. */
    static @Nullable Header header(byte[] bytes, int position) {
        if (bytes[position] != MARK) {
            return null;
        }
        ByteSource source = new ByteSource(bytes, position, HEADER_BYTES, ErrorCode.CORRUPT_FILE);
        source.readByte();
        Header header =
                new Header(source.readLong(), source.readInt(), source.readInt(), source.readInt());
        if (source.readInt() != source.crc(position, CHECKED_BYTES)) {
            return null;
        }
        return header.bodyBytes < 0 || header.bodyBytes > BODY_BYTES_MAX ? null : header;
    }

    /** Whether the body and the end of the record at {@code position} are as they were written. */
    static boolean isWhole(byte[] bytes, int position, Header header) {
        ByteSource source = new ByteSource(bytes, position, header.size(), ErrorCode.CORRUPT_FILE);
        int bodyAt = position + HEADER_BYTES;
        int crc = source.crc(bodyAt, header.bodyBytes);
        int crcAt = bodyAt + header.bodyBytes;
        int found = new ByteSource(bytes, crcAt, Integer.BYTES, ErrorCode.CORRUPT_FILE).readInt();
        return crc == found && bytes[crcAt + Integer.BYTES] == END;
    }
}
