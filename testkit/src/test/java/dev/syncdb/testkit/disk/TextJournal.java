package dev.syncdb.testkit.disk;

import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.journal.Journal;
import dev.syncdb.journal.KeyProvider;
import dev.syncdb.journal.LogOptions;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** A journal of texts, and its files. */
final class TextJournal {
    static final String NAME = "db";

    private TextJournal() {}

    static LogOptions options(@Nullable KeyProvider keys) {
        return new LogOptions(LogOptions.SEGMENT_BYTES_MIN, 1).encryptedBy(keys);
    }

    /** Texts 1 to {@code covered} in a snapshot, the others to {@code last} in a log behind it. */
    static FakeDisk disk(int covered, int last, @Nullable KeyProvider keys) {
        FakeDisk disk = new FakeDisk();
        try (Journal journal = open(disk, keys, new ArrayList<>())) {
            append(journal, 1, covered);
            journal.checkpoint(records -> {
                for (int i = 1; i <= covered; i++) {
                    records.accept(record(text(i)));
                }
            });
            append(journal, covered + 1, last);
        }
        return disk.copy();
    }

    static void append(Journal journal, int first, int last) {
        for (int i = first; i <= last; i++) {
            journal.append(record(text(i)));
            journal.force();
        }
    }

    /** What opening hands over; its failure is the caller's. */
    static List<String> read(FakeDisk disk, @Nullable KeyProvider keys) {
        List<String> found = new ArrayList<>();
        open(disk, keys, found).close();
        return found;
    }

    static Journal open(FakeDisk disk, @Nullable KeyProvider keys, List<String> found) {
        return Journal.open(disk, NAME, options(keys), new Journal.Recovery() {
            @Override
            public void snapshot(ByteSource record) {
                found.add(record.readText());
            }

            @Override
            public void record(long number, ByteSource body) {
                found.add(body.readText());
            }
        });
    }

    static List<String> texts(int first, int last) {
        List<String> texts = new ArrayList<>();
        for (int i = first; i <= last; i++) {
            texts.add(text(i));
        }
        return texts;
    }

    /** Up to 400 letters; the number is in it. */
    static String text(int number) {
        StringBuilder text = new StringBuilder("text " + number + " ");
        for (int i = 0; i < number * 37 % 400; i++) {
            text.append((char) ('a' + i % 26));
        }
        return text.toString();
    }

    static byte[] record(String text) {
        return new ByteSink().writeText(text).toArray();
    }

    /** The disk with one bit of a file turned round. */
    static FakeDisk flipped(FakeDisk disk, String file, int bit) {
        FakeDisk damaged = disk.copy();
        byte[] bytes = disk.bytes(file);
        bytes[bit / 8] ^= (byte) (1 << (bit % 8));
        damaged.put(file, bytes);
        return damaged;
    }

    /** Where a record of that number begins in a file. */
    static int at(byte[] file, long number) {
        int at = headerBytes(file);
        while (file[at] == (byte) 0xA7) {
            ByteSource header = new ByteSource(file, at + 1, 12, ErrorCode.CORRUPT_FILE);
            if (header.readLong() == number) {
                return at;
            }
            at += 30 + header.readInt();
        }
        throw new AssertionError("no record " + number);
    }

    static int headerBytes(byte[] file) {
        return file[8];
    }
}
