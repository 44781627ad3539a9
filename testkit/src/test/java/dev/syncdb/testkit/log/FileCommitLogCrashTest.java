package dev.syncdb.testkit.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.journal.Disk;
import dev.syncdb.journal.LogOptions;
import dev.syncdb.server.log.CommitLog;
import dev.syncdb.server.log.FileCommitLog;
import dev.syncdb.server.run.Alarm;
import dev.syncdb.server.run.SerialExecutor;
import dev.syncdb.testkit.disk.DiskCrash;
import dev.syncdb.testkit.disk.FakeDisk;
import dev.syncdb.value.Bytes;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

final class FileCommitLogCrashTest extends CommitLogContract {
    private static final int FRAMES = 12;

    private final FakeDisk disk = new FakeDisk();

    @Override
    protected CommitLog open() {
        return open(disk);
    }

    @Test
    void noCrashTakesAnAcknowledgedFrame() {
        FakeDisk whole = new FakeDisk();
        write(whole, new ArrayList<>());
        for (long crash = 1; crash <= whole.operations(); crash++) {
            FakeDisk crashing = new FakeDisk().crashAt(crash);
            List<Long> acknowledged = new ArrayList<>();
            write(crashing, acknowledged);
            String when = "crash at operation " + crash;
            try (CommitLog log = open(crashing.afterCrash(crash))) {
                assertTrue(log.head(1) >= acknowledged.size(), when);
                List<Long> found = new ArrayList<>();
                log.read(1, trimmed(acknowledged), (number, frame) -> {
                    assertEquals(text(number), frame, when);
                    found.add(number);
                });
                long expected = log.head(1) - trimmed(acknowledged);
                assertEquals(expected, found.size(), when);
            }
        }
    }

    /** Writes frames, and trims in the middle; a crash ends it. */
    private static void write(FakeDisk disk, List<Long> acknowledged) {
        try (CommitLog log = open(disk)) {
            for (long number = 0; number < FRAMES; number++) {
                CompletableFuture<Long> head =
                        log.append(1, number, text(number)).toCompletableFuture();
                if (head.isCompletedExceptionally()) {
                    return;
                }
                acknowledged.add(head.join());
                if (number == FRAMES / 2) {
                    log.trim(1, number + 1);
                }
            }
        } catch (DiskCrash crash) {
            assertTrue(disk.isCrashed(), "it ends the writing");
        }
    }

    /** The first frame that must be there. */
    private static long trimmed(List<Long> acknowledged) {
        return acknowledged.size() > FRAMES / 2 ? FRAMES / 2 + 1 : 0;
    }

    private static Bytes text(long number) {
        return Bytes.copyOf(("frame " + number).getBytes(StandardCharsets.UTF_8));
    }

    static CommitLog open(Disk disk) {
        SerialExecutor writer = new SerialExecutor(Runnable::run, Alarm.SILENT);
        return FileCommitLog.open(disk, LogOptions.SEGMENT_BYTES_MIN, writer);
    }
}
