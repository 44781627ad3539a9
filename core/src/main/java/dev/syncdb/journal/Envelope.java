package dev.syncdb.journal;

import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Forbidden;
import dev.syncdb.error.Incompatible;
import dev.syncdb.error.Incorrect;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/* Envelope: | magic "SYNCDB\r\n" | size u32 | kind text | version varint | protection | fields … |
 *           | tag 16, if encrypted | CRC-32 u32 |
 * Protection, plain:      | 0 u8 |
 * Protection, encrypted:  | 1 u8 | key id text | salt 32 |, see SealedBodies
 *
 * size counts the whole envelope, so that a reader finds the checksum without knowing the kind. The
 * checksum covers all before it, the tag all before itself. The line end in the magic betrays a
 * copy in text mode. This frame is for ever; what may change with a new version of a kind is its
 * fields and what follows the envelope.
 */
/**
 * The header of every file: what kind it is, in which version, how its bodies are protected, and
 * what the kind wants to say before its first byte.
 *
 * @param version the version that was found; within what the kind is read in
 * @param fields what the kind put there
 * @param size bytes that the envelope takes from the start of the file
 * @param bodies how the bodies of records are stored
 */
record Envelope(int version, ByteSource fields, int size, BodyCipher bodies) {
    /** One sector: written as a whole or not at all. */
    static final int SIZE_MAX = Sectors.BYTES;

    private static final byte[] MAGIC = "SYNCDB\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int SIZE_AT = MAGIC.length;
    private static final int SIZE_MIN = MAGIC.length + Integer.BYTES + 1 + 1 + 1 + Integer.BYTES;
    private static final int PLAIN = 0;
    private static final int AES_GCM = 1;

    /**
     * The bytes of an envelope.
     *
     * @param keys whose current key encrypts the file; null for a plain one
     */
    static byte[] write(FileKind kind, byte[] fields, @Nullable KeyProvider keys) {
        ByteSink sink = new ByteSink();
        sink.write(MAGIC).writeInt(0).writeText(kind.name()).writeVarint(kind.newest());
        if (keys == null) {
            sink.writeByte(PLAIN).write(fields);
            sink.putInt(SIZE_AT, sink.size() + Integer.BYTES);
        } else {
            FileKeys secret = FileKeys.fresh(keys);
            secret.writeTo(sink.writeByte(AES_GCM));
            sink.write(fields);
            sink.putInt(SIZE_AT, sink.size() + FileKeys.TAG_BYTES + Integer.BYTES);
            sink.write(secret.tag(sink.toArray()));
        }
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
     * @param keys what encrypts the file; null if it must be plain
     * @throws Corrupt CORRUPT_FILE if it is damaged or of another kind
     * @throws Incompatible FILE_VERSION if its version is not among those of {@code kind}
     * @throws Incorrect ENCRYPTED without keys where some are needed, NOT_ENCRYPTED with keys where
     *     none are
     * @throws Forbidden UNKNOWN_KEY if there is no key of the id that the file names, WRONG_KEY if
     *     it is not the one that the file was written with
     */
    static Envelope read(byte[] file, String name, FileKind kind, @Nullable KeyProvider keys) {
        int end = checkedEnd(file, name);
        ByteSource body = source(file, SIZE_AT + Integer.BYTES, end);
        int version = version(body, name, kind);
        int size = end + Integer.BYTES;
        if (!isEncrypted(body, name)) {
            requirePlain(keys, name);
            return new Envelope(version, body, size, BodyCipher.PLAIN);
        }
        if (keys == null) {
            throw new Incorrect(
                    ErrorCode.ENCRYPTED, name + " is encrypted, and no keys were given");
        }
        FileKeys secret = FileKeys.read(body, name, keys);
        int tagAt = end - FileKeys.TAG_BYTES;
        ByteSource fields = source(file, body.position(), tagAt);
        byte[] tag = Arrays.copyOfRange(file, tagAt, end);
        if (!MessageDigest.isEqual(tag, secret.tag(Arrays.copyOf(file, tagAt)))) {
            throw new Forbidden(
                    ErrorCode.WRONG_KEY,
                    name + " was not written with the key that is known as " + secret.id());
        }
        return new Envelope(version, fields, size, new SealedBodies(secret, tag, keys));
    }

    /**
     * Whether the file that begins with {@code start} is encrypted; fails as {@link #read} does.
     */
    static boolean isEncrypted(byte[] start, String name, FileKind kind) {
        ByteSource body = source(start, SIZE_AT + Integer.BYTES, checkedEnd(start, name));
        version(body, name, kind);
        return isEncrypted(body, name);
    }

    /**
     * What does for a damaged envelope: records are looked for from the start of the file on. Null
     * if the envelope is whole, so that what is wrong is not its bytes, and where there are keys,
     * for the salt is lost.
     */
    static @Nullable Envelope inPlaceOf(byte[] start, @Nullable KeyProvider keys) {
        return keys != null || isWhole(start)
                ? null
                : new Envelope(0, source(start, 0, 0), 0, BodyCipher.PLAIN);
    }

    /** So much of a file that an envelope is in it. */
    static byte[] start(DiskFile file) {
        byte[] start = new byte[(int) Math.min(file.size(), SIZE_MAX)];
        return Arrays.copyOf(start, file.read(0, start, 0, start.length));
    }

    private static boolean isWhole(byte[] file) {
        try {
            checkedEnd(file, "");
            return true;
        } catch (Corrupt damaged) {
            return false;
        }
    }

    /** Where the checksum stands, which was found to be right. */
    private static int checkedEnd(byte[] file, String name) {
        int known = Math.min(file.length, MAGIC.length);
        if (known < MAGIC.length || !Arrays.equals(Arrays.copyOf(file, known), MAGIC)) {
            throw new Corrupt(ErrorCode.CORRUPT_FILE, 0, name + " is not a file of SyncDB");
        }
        int size = file.length < SIZE_MIN ? 0 : source(file, SIZE_AT, SIZE_MIN).readInt();
        if (size < SIZE_MIN || size > Math.min(SIZE_MAX, file.length)) {
            throw new Corrupt(ErrorCode.CORRUPT_FILE, SIZE_AT, name + " has no whole header");
        }
        int end = size - Integer.BYTES;
        if (source(file, 0, size).crc(0, end) != source(file, end, size).readInt()) {
            throw new Corrupt(ErrorCode.CORRUPT_FILE, end, name + " has a damaged header");
        }
        return end;
    }

    private static int version(ByteSource body, String name, FileKind kind) {
        int at = body.position();
        String found = body.readText();
        if (!found.equals(kind.name())) {
            throw new Corrupt(
                    ErrorCode.CORRUPT_FILE,
                    at,
                    name + " should be a " + kind.name() + " but is a " + found);
        }
        int version = body.readBelow(Integer.MAX_VALUE, "version");
        if (version < kind.oldest() || version > kind.newest()) {
            throw new Incompatible(
                    ErrorCode.FILE_VERSION, name, version, kind.oldest(), kind.newest());
        }
        return version;
    }

    private static boolean isEncrypted(ByteSource body, String name) {
        int protection = body.readByte();
        if (protection > AES_GCM) {
            throw new Incompatible(
                    ErrorCode.FILE_VERSION,
                    "the encryption of " + name,
                    protection,
                    PLAIN,
                    AES_GCM);
        }
        return protection == AES_GCM;
    }

    private static void requirePlain(@Nullable KeyProvider keys, String name) {
        if (keys != null) {
            throw new Incorrect(
                    ErrorCode.NOT_ENCRYPTED, name + " is not encrypted, and keys were given");
        }
    }

    private static ByteSource source(byte[] file, int from, int to) {
        return new ByteSource(file, from, to - from, ErrorCode.CORRUPT_FILE);
    }
}
