package dev.syncdb.journal;

import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incompatible;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/* Envelope: | magic "SYNCDB\r\n" | size u32 | kind text | version varint | fields … | CRC-32 u32 |
 *
 * size counts the whole envelope, so that a reader finds the checksum without knowing the kind. The
 * checksum covers all before it. The line end in the magic betrays a copy in text mode. This frame
 * is for ever; what may change with a new version of a kind is its fields and what follows the
 * envelope.
 */
/**
 * The header of every file: what kind it is, in which version, and what the kind wants to say
 * before its first byte.
 *
 * @param version the version that was found; within what the reader asked for
 * @param fields what the kind put there
 * @param size bytes that the envelope takes from the start of the file
 */
record Envelope(int version, ByteSource fields, int size) {
    /** One sector: written as a whole or not at all. */
    static final int SIZE_MAX = Sectors.BYTES;

    private static final byte[] MAGIC = "SYNCDB\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int SIZE_AT = MAGIC.length;
    private static final int SIZE_MIN = MAGIC.length + Integer.BYTES + 1 + 1 + Integer.BYTES;

    /** The bytes of an envelope. */
    static byte[] write(String kind, int version, byte[] fields) {
        ByteSink sink = new ByteSink();
        sink.write(MAGIC).writeInt(0).writeText(kind).writeVarint(version).write(fields);
        sink.putInt(SIZE_AT, sink.size() + Integer.BYTES);
        sink.writeInt(sink.crc(0));
        if (sink.size() > SIZE_MAX) {
            throw new IllegalArgumentException(
                    "an envelope of " + sink.size() + " bytes; most is " + SIZE_MAX);
        }
        return sink.toArray();
    }

    /**
     * Reads the envelope at the start of {@code file}.
     *
     * @param name of the file, for messages
     * @throws Corrupt CORRUPT_FILE if it is damaged or of another kind
     * @throws Incompatible FILE_VERSION if it is older than {@code oldest} or newer than
     *     {@code newest}
     */
    static Envelope read(byte[] file, String name, String kind, int oldest, int newest) {
        int known = Math.min(file.length, MAGIC.length);
        if (known < MAGIC.length || !Arrays.equals(Arrays.copyOf(file, known), MAGIC)) {
            throw new Corrupt(ErrorCode.CORRUPT_FILE, 0, name + " is not a file of SyncDB");
        }
        int size = file.length < SIZE_MIN ? 0 : source(file, SIZE_AT, SIZE_MIN).readInt();
        if (size < SIZE_MIN || size > Math.min(SIZE_MAX, file.length)) {
            throw new Corrupt(ErrorCode.CORRUPT_FILE, SIZE_AT, name + " has no whole header");
        }
        int end = size - Integer.BYTES;
        ByteSource all = source(file, 0, size);
        if (all.crc(0, end) != source(file, end, size).readInt()) {
            throw new Corrupt(ErrorCode.CORRUPT_FILE, end, name + " has a damaged header");
        }
        ByteSource body = source(file, SIZE_AT + Integer.BYTES, end);
        String found = body.readText();
        if (!found.equals(kind)) {
            throw new Corrupt(
                    ErrorCode.CORRUPT_FILE,
                    SIZE_AT + Integer.BYTES,
                    name + " should be a " + kind + " but is a " + found);
        }
        int version = body.readBelow(Integer.MAX_VALUE, "version");
        if (version < oldest || version > newest) {
            throw new Incompatible(ErrorCode.FILE_VERSION, name, version, oldest, newest);
        }
        return new Envelope(version, body, size);
    }

    private static ByteSource source(byte[] file, int from, int to) {
        return new ByteSource(file, from, to - from, ErrorCode.CORRUPT_FILE);
    }
}
