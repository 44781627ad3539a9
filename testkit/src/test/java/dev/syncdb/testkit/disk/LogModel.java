package dev.syncdb.testkit.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.codec.ByteSource;
import dev.syncdb.journal.LogOptions;
import dev.syncdb.journal.RecordLog;

import java.util.SplittableRandom;

/**
 * What a log promised so far, kept outside it: records follow from their numbers, so that none can
 * be invented.
 */
final class LogModel {
    static final String NAME = "tasks";
    static final int SEGMENT_BYTES = LogOptions.SEGMENT_BYTES_MIN;

    /** The first record that is still wanted. */
    long start = 1;

    /** The last record that may be there. */
    long appended;

    /** The last record that must be there. */
    long forced;

    long bytesTorn;

    /**
     * A body of up to 900 bytes, now and then one longer than a segment, or of zeros over whole
     * sectors.
     */
    static byte[] body(long number) {
        SplittableRandom random = new SplittableRandom(number);
        int kind = random.nextInt(12);
        byte[] body = new byte[kind == 0 ? 5000 : random.nextInt(900)];
        if (kind == 1) {
            return new byte[1500];
        }
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) (kind == 2 ? 0 : random.nextInt(256));
        }
        return body;
    }

    LogOptions options() {
        return new LogOptions(SEGMENT_BYTES, start);
    }

    /** Opens the log and checks what it holds. What it holds is promised from then on. */
    RecordLog open(FakeDisk disk, String situation) {
        long[] last = {start - 1};
        RecordLog log = RecordLog.open(disk, NAME, options(), (number, body) -> {
            assertEquals(last[0] + 1, number, () -> situation + ": records come in order");
            requireBody(number, body, situation);
            last[0] = number;
        });
        assertEquals(log.last(), last[0], situation + ": the last one was handed over");
        assertTrue(
                last[0] >= forced,
                situation + ": record " + forced + " was forced but " + last[0] + " is the last");
        assertTrue(
                last[0] <= appended,
                situation + ": " + last[0] + " is there but only " + appended + " were appended");
        bytesTorn += log.bytesTorn();
        appended = last[0];
        forced = last[0];
        return log;
    }

    static void requireBody(long number, ByteSource body, String situation) {
        assertArrayEquals(
                body(number), body.read(body.remaining()), situation + ": record " + number);
    }

    void append(RecordLog log) {
        appended++;
        assertEquals(appended, log.append(body(appended)));
    }

    void force(RecordLog log) {
        log.force();
        forced = appended;
    }

    /** Appends, forces now and then, trims once in a while. */
    void work(RecordLog log, long seed, int records) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < records; i++) {
            append(log);
            if (random.nextInt(3) == 0) {
                force(log);
            }
            if (random.nextInt(20) == 0) {
                start = Math.max(start, forced - 10);
                log.trim(start);
            }
        }
        force(log);
    }
}
