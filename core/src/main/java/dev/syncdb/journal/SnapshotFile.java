package dev.syncdb.journal;

import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Retryable;
import dev.syncdb.journal.RecordFormat.Header;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/* Snapshot: | envelope | record 1 | record 2 | … | footer |
 * Kind "syncdb.snapshot", fields of the envelope: | journal name text | covers u64 |
 * Footer: a record with number 0 and the number of records, u64, as its body; it ends the file.
 */
/**
 * The records of one snapshot, in one file that gets its name only when it is complete on the
 * medium.
 *
 * @param disk where it lies
 * @param journal the journal's name
 * @param covers number of the last log record whose effect is in the snapshot
 * @param keys what encrypts it; null if it is plain
 */
record SnapshotFile(
        Disk disk, String journal, long covers, @Nullable KeyProvider keys) {
    static final FileKind KIND = new FileKind("syncdb.snapshot", 1, 1);

    /** Its file name. */
    String file() {
        return NumberedFile.name(journal, covers, NumberedFile.SNAPSHOT);
    }

    /** The snapshots of a journal, oldest first. */
    static List<SnapshotFile> all(Disk disk, String journal, @Nullable KeyProvider keys) {
        List<SnapshotFile> snapshots = new ArrayList<>();
        for (long number : NumberedFile.numbers(disk, journal, NumberedFile.SNAPSHOT)) {
            snapshots.add(new SnapshotFile(disk, journal, number, keys));
        }
        return snapshots;
    }

    /** The newest snapshot that is whole; null if there is none. The oldest is taken untried. */
    static @Nullable SnapshotFile newest(Disk disk, String journal, @Nullable KeyProvider keys) {
        List<SnapshotFile> snapshots = all(disk, journal, keys);
        for (int i = snapshots.size() - 1; i >= 0; i--) {
            if (i == 0 || snapshots.get(i).isWhole()) {
                return snapshots.get(i);
            }
        }
        return null;
    }

    /** The first record of the log that a snapshot does not include; null stands for none. */
    static long startBehind(@Nullable SnapshotFile snapshot) {
        return snapshot == null ? 1 : snapshot.covers + 1;
    }

    /**
     * Makes the file, durably, from the records that {@code source} hands over, and reads it once
     * more before it gets its name, for the old one goes then.
     */
    void write(Consumer<Consumer<byte[]>> source) {
        String temporary = file() + NumberedFile.TEMPORARY;
        try (DiskFile file = disk.open(temporary)) {
            file.truncate(0);
            byte[] fields = new ByteSink().writeText(journal).writeLong(covers).toArray();
            byte[] envelope = Envelope.write(KIND, fields, keys);
            BodyCipher bodies = Envelope.read(envelope, temporary, KIND, keys).bodies();
            SnapshotOutput output = new SnapshotOutput(file, bodies);
            output.write(envelope);
            source.accept(output::record);
            output.finish();
            file.force();
            requireReadable(file);
        } catch (Retryable refused) {
            throw NumberedFile.discard(disk, temporary, refused);
        }
        disk.rename(temporary, file());
        disk.syncDirectory();
    }

    /** Whether the whole file can be read. */
    boolean isWhole() {
        try {
            read(record -> {});
            return true;
        } catch (Corrupt damaged) {
            return false;
        }
    }

    /**
     * Hands all records to {@code reader}, checking each; a failure may come after some were handed
     * over. Their bytes are lent until it returns.
     *
     * @throws Corrupt CORRUPT_FILE unless the file is whole
     */
    void read(Consumer<ByteSource> reader) {
        try (DiskFile file = disk.open(file())) {
            read(file, reader);
        }
    }

    private void read(DiskFile file, Consumer<ByteSource> reader) {
        Envelope envelope = envelope(file);
        FileInput input = new FileInput(file, file(), envelope.size());
        long number = 1;
        while (true) {
            Header header = header(input);
            input.require(header.size());
            int at = input.next();
            input.skip(header.size());
            if (!RecordFormat.isWhole(input.buffer(), at, header)) {
                throw input.damaged("has a damaged record before this");
            }
            int bodyAt = at + RecordFormat.HEADER_BYTES;
            ByteSource body = envelope.bodies().open(header, input.buffer(), bodyAt);
            if (body == null) {
                throw input.damaged("has a forged record before this");
            }
            if (header.number() == SnapshotOutput.FOOTER) {
                requireEnd(body, number - 1, input);
                return;
            }
            if (header.number() != number) {
                throw input.damaged("has record " + header.number() + " in place of " + number);
            }
            reader.accept(body);
            number++;
        }
    }

    private void requireReadable(DiskFile file) {
        try {
            read(file, record -> {});
        } catch (Corrupt damaged) {
            throw new Retryable(
                    ErrorCode.IO,
                    "disk does not give back what it took: " + damaged.getMessage(),
                    0);
        }
    }

    /** Reads and checks the start of the file. */
    Envelope envelope(DiskFile file) {
        Envelope envelope = Envelope.read(Envelope.start(file), file(), KIND, keys);
        ByteSource fields = envelope.fields();
        int at = fields.position();
        String name = fields.readText();
        long number = fields.readLong();
        fields.requireEnd();
        if (!name.equals(journal) || number != covers) {
            String made = NumberedFile.name(name, number, NumberedFile.SNAPSHOT);
            throw new Corrupt(ErrorCode.CORRUPT_FILE, at, file() + " was made as " + made);
        }
        return envelope;
    }

    /** The header of the next record, which has room in the file. */
    private static Header header(FileInput input) {
        input.require(RecordFormat.HEADER_BYTES);
        Header header = RecordFormat.header(input.buffer(), input.next());
        if (header == null) {
            input.skip(RecordFormat.HEADER_BYTES);
            throw input.damaged("has a damaged record header before this");
        }
        return header;
    }

    private static void requireEnd(ByteSource footer, long found, FileInput input) {
        long count = footer.readLong();
        footer.requireEnd();
        if (count != found) {
            throw input.damaged("was made with " + count + " records but has " + found);
        }
        if (input.remaining() > 0) {
            throw input.damaged("goes on behind its footer");
        }
    }
}
