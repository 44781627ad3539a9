package dev.syncdb.journal;

import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Retryable;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/* Segment: | envelope | record … | 0 … | seal u8 |
 * Kind "syncdb.log", fields of the envelope: | log name text | first record u64 | file size u32 |
 *
 * The file has its full size, in zeros, before it gets its name, so that forcing a record is
 * forcing data only and a shorter file is a damaged one. seal is 0, or SEALED once a segment behind
 * this one exists: then, if that one is not found, it was lost. A single byte cannot be torn.
 */
/**
 * One file of a log.
 *
 * @param disk where it lies
 * @param log the log's name
 * @param first number of its first record
 * @param keys what encrypts it; null if it is plain
 */
record Segment(Disk disk, String log, long first, @Nullable KeyProvider keys) {
    static final FileKind KIND = new FileKind("syncdb.log", 1, 1);
    static final byte SEALED = 0x5E;

    /** What a segment takes besides its records, at most. */
    static final int OVERHEAD_BYTES_MAX = Envelope.SIZE_MAX + 1;

    private static final int ZEROS_BYTES = 1 << 16;

    /** The segments of a log, in order. */
    static List<Segment> all(Disk disk, String log, @Nullable KeyProvider keys) {
        List<Segment> segments = new ArrayList<>();
        for (long first : NumberedFile.numbers(disk, log, NumberedFile.LOG)) {
            segments.add(new Segment(disk, log, first, keys));
        }
        return segments;
    }

    /** Its file name. */
    String file() {
        return NumberedFile.name(log, first, NumberedFile.LOG);
    }

    /** Makes the file, durably, without records. Whatever had its name is replaced in one step. */
    void create(int bytes) {
        create(bytes, List.of(), false);
    }

    /**
     * Makes the file, durably. Whatever had its name is replaced in one step.
     *
     * @param bytesMin size of the file, unless {@code bodies} take more
     * @param bodies of the records that it is to begin with
     * @param sealed whether there is a segment behind it
     */
    void create(int bytesMin, List<byte[]> bodies, boolean sealed) {
        int size = Math.max(bytesMin, OVERHEAD_BYTES_MAX + bytesMax(bodies));
        String temporary = file() + NumberedFile.TEMPORARY;
        try (DiskFile file = disk.open(temporary)) {
            fill(file, size);
            byte[] start = withRecords(envelope(size), bodies);
            file.write(0, start, 0, start.length);
            if (sealed) {
                file.write(size - 1, new byte[] {SEALED}, 0, 1);
            }
            file.force();
        } catch (Retryable refused) {
            throw NumberedFile.discard(disk, temporary, refused);
        }
        disk.rename(temporary, file());
        disk.syncDirectory();
    }

    /** Makes the file, durably, out of the spare one of that size, which is gone then. */
    void createFromSpare(int bytes) {
        String spare = spareFile(log);
        try (DiskFile file = disk.open(spare)) {
            byte[] envelope = envelope(bytes);
            file.write(0, envelope, 0, envelope.length);
            file.force();
        } catch (Retryable refused) {
            throw NumberedFile.discard(disk, spare, refused);
        }
        disk.rename(spare, file());
        disk.syncDirectory();
    }

    /** Makes a file of zeros, durably, that only needs a header and a name to be a segment. */
    static void createSpare(Disk disk, String log, int bytes) {
        String spare = spareFile(log);
        try (DiskFile file = disk.open(spare)) {
            fill(file, bytes);
            file.force();
        } catch (Retryable refused) {
            throw NumberedFile.discard(disk, spare, refused);
        }
    }

    /** Name of the spare file: that of a half-made one, for it is rubbish after a crash. */
    static String spareFile(String log) {
        return NumberedFile.name(log, 0, NumberedFile.LOG) + NumberedFile.TEMPORARY;
    }

    private byte[] envelope(int size) {
        ByteSink fields = new ByteSink();
        fields.writeText(log).writeLong(first).writeInt(size);
        return Envelope.write(KIND, fields.toArray(), keys);
    }

    private static void fill(DiskFile file, int bytes) {
        file.truncate(0);
        byte[] zeros = new byte[Math.min(bytes, ZEROS_BYTES)];
        for (int at = 0; at < bytes; at += zeros.length) {
            file.write(at, zeros, 0, Math.min(zeros.length, bytes - at));
        }
    }

    private static int bytesMax(List<byte[]> bodies) {
        long bytes = 0;
        for (byte[] body : bodies) {
            bytes += RecordFormat.SIZE_MIN + SealedBodies.OVERHEAD_BYTES + body.length;
        }
        return Math.toIntExact(bytes);
    }

    private byte[] withRecords(byte[] envelope, List<byte[]> bodies) {
        BodyCipher cipher = Envelope.read(envelope, file(), KIND, keys).bodies();
        ByteSink sink = new ByteSink().write(envelope);
        long number = first;
        for (byte[] body : bodies) {
            sink.write(RecordFormat.encode(number, 0, cipher.seal(number, 0, body), sink.size()));
            number++;
        }
        return sink.toArray();
    }

    /** What the header says: the envelope, and the size of the file. */
    record Start(Envelope envelope, int size) {}

    /** Reads the header of the file, whose bytes are given, and checks that it is this one's. */
    Start start(byte[] bytes) {
        Envelope envelope = Envelope.read(bytes, file(), KIND, keys);
        ByteSource fields = envelope.fields();
        int at = fields.position();
        String name = fields.readText();
        long number = fields.readLong();
        int size = fields.readInt();
        fields.requireEnd();
        if (!name.equals(log) || number != first) {
            throw new Corrupt(
                    ErrorCode.CORRUPT_FILE,
                    at,
                    file() + " was made as " + NumberedFile.name(name, number, NumberedFile.LOG));
        }
        return new Start(envelope, size);
    }

    /** Walks over all records that can be read, of a file that may be damaged anywhere. */
    void walk(RecordWalk.Visitor visitor) {
        byte[] bytes = bytes();
        Envelope envelope = envelope(bytes);
        if (envelope != null) {
            int limit = bytes.length;
            if (limit > 0 && bytes[limit - 1] == SEALED) {
                limit--;
            }
            int end = Sectors.endOfData(bytes, envelope.size(), Math.max(envelope.size(), limit));
            try (DiskFile file = disk.open(file())) {
                new RecordWalk(file, file(), envelope.bodies(), end)
                        .run(envelope.size(), first, visitor);
            }
        }
    }

    private @Nullable Envelope envelope(byte[] bytes) {
        try {
            return start(bytes).envelope();
        } catch (Corrupt damaged) {
            return Envelope.inPlaceOf(bytes, keys);
        }
    }

    /** The whole file, unchecked. */
    byte[] bytes() {
        try (DiskFile file = disk.open(file())) {
            long size = file.size();
            if (size > Integer.MAX_VALUE - 8) {
                throw new Corrupt(ErrorCode.CORRUPT_FILE, 0, file() + " has " + size + " bytes");
            }
            byte[] bytes = new byte[(int) size];
            int read = file.read(0, bytes, 0, bytes.length);
            if (read < bytes.length) {
                throw new Corrupt(ErrorCode.CORRUPT_FILE, read, file() + " shrinks while read");
            }
            return bytes;
        }
    }
}
