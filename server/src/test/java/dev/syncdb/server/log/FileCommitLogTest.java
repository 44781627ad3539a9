package dev.syncdb.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.error.Incorrect;
import dev.syncdb.journal.Disk;
import dev.syncdb.journal.FileDisk;
import dev.syncdb.journal.LogOptions;
import dev.syncdb.journal.RecordLog;
import dev.syncdb.server.run.Alarm;
import dev.syncdb.server.run.SerialExecutor;
import dev.syncdb.value.Bytes;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

final class FileCommitLogTest {
    private static final int SEGMENT_BYTES = LogOptions.SEGMENT_BYTES_MIN;

    @TempDir
    Path folder;

    private Disk disk;

    /** Tasks that the log has handed to its executor. */
    private final List<Runnable> tasks = new ArrayList<>();

    @BeforeEach
    void open() {
        disk = new FileDisk(folder);
    }

    @Test
    void framesOfAllShardsComeBackInOrder() {
        try (CommitLog log = log()) {
            for (int i = 0; i < 5; i++) {
                assertEquals(i + 1, append(log, 1, i, "one " + i));
                append(log, 2, i, "two " + i);
            }
        }
        try (CommitLog log = log()) {
            assertEquals(5, log.head(1));
            assertEquals(5, log.head(2));
            assertEquals(0, log.head(3));
            assertEquals(List.of("3:one 3", "4:one 4"), frames(log, 1, 3));
            assertEquals(5, frames(log, 2, 0).size());
            assertEquals(List.of(), frames(log, 3, 0));
            assertEquals(6, append(log, 1, 5, "one 5"));
        }
    }

    @Test
    void framesThatComeTogetherAreForcedTogether() {
        try (CommitLog log = FileCommitLog.open(
                disk, SEGMENT_BYTES, new SerialExecutor(tasks::add, Alarm.SILENT))) {
            CompletableFuture<Long> first = log.append(1, 0, frame("a")).toCompletableFuture();
            CompletableFuture<Long> second = log.append(2, 0, frame("b")).toCompletableFuture();
            assertFalse(first.isDone(), "nothing is durable before it is written");
            assertEquals(1, tasks.size());
            tasks.get(0).run();
            assertEquals(1, first.join());
            assertEquals(1, second.join());
        }
    }

    @Test
    void aFrameThatIsTooLongForARecordIsPutTogetherAgain() {
        String frame = "x".repeat(3 * FramePart.BYTES_MAX + 5);
        try (CommitLog log = log()) {
            append(log, 1, 0, frame);
            append(log, 1, 1, "");
            append(log, 1, 2, "short");
        }
        try (CommitLog log = log()) {
            assertEquals(List.of("0:" + frame, "1:", "2:short"), frames(log, 1, 0));
        }
    }

    @Test
    void anUnfinishedBatchAtTheEndIsIgnored() {
        try (CommitLog log = log()) {
            append(log, 1, 0, "whole");
        }
        int chain = FramePart.next(FramePart.CHAIN_START, frame("whole"));
        write(new FramePart(1, 1, 0, true, chain, Bytes.owned(new byte[] {1})));
        write(new FramePart(1, 1, 1, true, chain, Bytes.owned(new byte[] {2})));
        try (CommitLog log = log()) {
            assertEquals(1, log.head(1));
            assertEquals(List.of("0:whole"), frames(log, 1, 0));
            append(log, 1, 1, "anew");
        }
        try (CommitLog log = log()) {
            assertEquals(List.of("0:whole", "1:anew"), frames(log, 1, 0));
        }
    }

    @Test
    void framesThatDoNotFollowEachOtherAreNoticed() {
        assertDamaged(new FramePart(1, 1, 0, false, 0, Bytes.EMPTY), "frame 0 is missing");
        assertDamaged(new FramePart(1, 0, 1, false, 0, Bytes.EMPTY), "part 0 is missing");
        assertDamaged(new FramePart(1, 0, 0, false, 77, Bytes.EMPTY), "it does not follow");
    }

    @Test
    void onlyTheHeadMayBeWritten() {
        try (CommitLog log = log()) {
            append(log, 1, 0, "a");
            assertThrows(Fault.class, () -> log.append(1, 0, frame("b")));
            assertThrows(Fault.class, () -> log.append(1, 2, frame("b")));
        }
    }

    @Test
    void trimmingLetsGoOfWhatNoShardNeeds() {
        try (CommitLog log = log()) {
            append(log, 1, 0, "old");
            for (int i = 0; i < 200; i++) {
                append(log, 2, i, "x".repeat(100));
            }
            long whole = log.bytes();
            assertEquals(20_003, whole);
            log.trim(2, 100);
            assertEquals(whole, log.bytes(), "a shard's frames go all at once");
            log.trim(2, 200);
            assertEquals(whole, log.bytes(), "shard 1 still needs the first record");
            append(log, 2, 200, "new");
            log.trim(1, 1);
            assertEquals(3, log.bytes());
            log.trim(1, 1);
            log.trim(3, 0);
            assertTrue(
                    disk.list().stream().filter(name -> name.endsWith(".log")).count() < 4);
        }
        try (CommitLog log = log()) {
            assertEquals(1, log.head(1));
            assertEquals(201, log.head(2));
            assertEquals(3, log.bytes());
            assertEquals(List.of("200:new"), frames(log, 2, 200));
            Corrupt gone = assertThrows(Corrupt.class, () -> frames(log, 2, 199));
            assertTrue(gone.getMessage().contains("begins at 200"), gone.getMessage());
            append(log, 1, 1, "next");
            assertEquals(List.of("1:next"), frames(log, 1, 1));
        }
    }

    @Test
    void marksDoNotGrow() {
        int shards = 100;
        try (CommitLog log = log()) {
            for (int shard = 0; shard < shards; shard++) {
                append(log, shard, 0, "x");
            }
            for (int shard = 0; shard < shards; shard++) {
                log.trim(shard, 1);
            }
        }
        assertTrue(disk.list().size() < 8, disk.list()::toString);
        try (CommitLog log = log()) {
            for (int shard = 0; shard < shards; shard++) {
                assertEquals(1, log.head(shard));
                assertEquals(List.of(), frames(log, shard, 1));
            }
            assertEquals(0, log.bytes());
        }
    }

    @Test
    void partsThatWereNotWrittenTogetherAreNoticed() {
        try (CommitLog log = log()) {
            append(log, 1, 0, "whole");
        }
        int chain = FramePart.next(FramePart.CHAIN_START, frame("whole"));
        write(new FramePart(1, 1, 0, true, chain, Bytes.EMPTY));
        write(new FramePart(1, 1, 2, false, chain, Bytes.EMPTY));
        Corrupt corrupt = assertThrows(Corrupt.class, this::log);
        assertTrue(corrupt.getMessage().contains("part 1 is missing"), corrupt.getMessage());
    }

    @Test
    void aClosedLogTakesNothing() {
        CommitLog log = log();
        log.close();
        Incorrect closed = assertThrows(Incorrect.class, () -> log.append(1, 0, frame("a")));
        assertEquals(ErrorCode.CLOSED, closed.code());
    }

    private void assertDamaged(FramePart part, String damage) {
        Disk other = disk.folder("part" + part.frame() + part.part() + part.chain());
        try (RecordLog log = RecordLog.open(other, "wal", options(), (number, body) -> {})) {
            log.append(part.encode());
            log.force();
        }
        Corrupt corrupt =
                assertThrows(Corrupt.class, () -> FileCommitLog.open(other, SEGMENT_BYTES, now()));
        assertTrue(corrupt.getMessage().contains(damage), corrupt.getMessage());
    }

    private void write(FramePart part) {
        try (RecordLog log = RecordLog.open(disk, "wal", options(), this::ignore)) {
            log.append(part.encode());
            log.force();
        }
    }

    private void ignore(long number, ByteSource body) {}

    private static LogOptions options() {
        return new LogOptions(SEGMENT_BYTES, 1);
    }

    private CommitLog log() {
        return FileCommitLog.open(disk, SEGMENT_BYTES, now());
    }

    private static SerialExecutor now() {
        return new SerialExecutor(Runnable::run, Alarm.SILENT);
    }

    private static long append(CommitLog log, int shard, long expected, String frame) {
        return log.append(shard, expected, frame(frame)).toCompletableFuture().join();
    }

    private static Bytes frame(String text) {
        return Bytes.owned(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> frames(CommitLog log, int shard, long from) {
        List<String> frames = new ArrayList<>();
        log.read(
                shard,
                from,
                (number, frame) -> frames.add(
                        number + ":" + new String(frame.toArray(), StandardCharsets.UTF_8)));
        return frames;
    }
}
