package dev.syncdb.testkit.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.codec.ByteSource;
import dev.syncdb.journal.Journal;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/** An owner whose state is all the records there ever were, and what its journal promised. */
final class JournalModel {
    static final String NAME = "db";

    long appended;
    long forced;
    long checkpoints;

    /** How many records the state holds, the first ones. */
    private long held;

    Journal open(FakeDisk disk, String situation) {
        held = 0;
        Journal journal = Journal.open(disk, NAME, LogModel.SEGMENT_BYTES, new Journal.Recovery() {
            @Override
            public void snapshot(ByteSource record) {
                take(record, situation + ", snapshot");
            }

            @Override
            public void record(long number, ByteSource body) {
                assertEquals(held + 1, number, () -> situation + ": the log goes on");
                take(body, situation + ", log");
            }
        });
        assertEquals(journal.last(), held, situation + ": all were handed over");
        assertTrue(held >= forced, situation + ": " + forced + " forced, " + held + " found");
        assertTrue(held <= appended, situation + ": only " + appended + " but " + held + " found");
        appended = held;
        forced = held;
        return journal;
    }

    void append(Journal journal) {
        appended++;
        held++;
        assertEquals(appended, journal.append(LogModel.body(appended)));
    }

    void force(Journal journal) {
        journal.force();
        forced = appended;
    }

    void checkpoint(Journal journal) {
        journal.checkpoint(this::writeTo);
        forced = appended;
        checkpoints++;
        assertEquals(0, journal.bytesSinceCheckpoint());
    }

    void writeTo(Consumer<byte[]> records) {
        for (long number = 1; number <= held; number++) {
            records.accept(LogModel.body(number));
        }
    }

    /** Appends, forces now and then, makes a checkpoint once in a while. */
    void work(Journal journal, long seed, int records) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < records; i++) {
            append(journal);
            if (random.nextInt(3) == 0) {
                force(journal);
            }
            if (random.nextInt(8) == 0) {
                checkpoint(journal);
            }
        }
        force(journal);
    }

    private void take(ByteSource record, String situation) {
        held++;
        byte[] expected = LogModel.body(held);
        assertArrayEquals(
                expected, record.read(record.remaining()), situation + ": record " + held);
    }
}
