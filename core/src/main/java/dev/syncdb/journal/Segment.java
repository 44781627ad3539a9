package dev.syncdb.journal;

import dev.syncdb.codec.ByteSink;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Retryable;

import java.util.ArrayList;
import java.util.List;

/* Segment:  | envelope | record … | 0 … | seal u8 |
 * Envelope: kind "syncdb.log"; fields | log name text | first record u64 | file size u32 |
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
 */
record Segment(Disk disk, String log, long first) {
    static final String KIND = "syncdb.log";
    static final int VERSION = 1;
    static final byte SEALED = 0x5E;

    /** What a segment takes besides its records, at most. */
    static final int OVERHEAD_BYTES_MAX = Envelope.SIZE_MAX + 1;

    private static final int ZEROS_BYTES = 1 << 16;

    /** The segments of a log, in order. */
    static List<Segment> all(Disk disk, String log) {
        List<Segment> segments = new ArrayList<>();
        for (long first : NumberedFile.numbers(disk, log, NumberedFile.LOG)) {
            segments.add(new Segment(disk, log, first));
        }
        return segments;
    }

    /** Its file name. */
    String file() {
        return NumberedFile.name(log, first, NumberedFile.LOG);
    }

    /**
     * Makes the file, durably. Whatever had its name is replaced in one step.
     *
     * @param bytesMin size of the file, unless {@code records} take more
     * @param records bytes of the records that it is to begin with
     */
    void create(int bytesMin, byte[] records) {
        int size = Math.max(bytesMin, OVERHEAD_BYTES_MAX + records.length);
        String temporary = file() + NumberedFile.TEMPORARY;
        try (DiskFile file = disk.open(temporary)) {
            fill(file, size);
            byte[] envelope = envelope(size);
            file.write(0, envelope, 0, envelope.length);
            file.write(envelope.length, records, 0, records.length);
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
        return Envelope.write(KIND, VERSION, fields.toArray());
    }

    private static void fill(DiskFile file, int bytes) {
        file.truncate(0);
        byte[] zeros = new byte[Math.min(bytes, ZEROS_BYTES)];
        for (int at = 0; at < bytes; at += zeros.length) {
            file.write(at, zeros, 0, Math.min(zeros.length, bytes - at));
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
