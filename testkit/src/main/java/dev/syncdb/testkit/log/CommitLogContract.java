package dev.syncdb.testkit.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.error.Incorrect;
import dev.syncdb.server.log.CommitLog;
import dev.syncdb.value.Bytes;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * What every {@link CommitLog} does. Extend it for an adapter of your own; if one passes and still
 * loses an acknowledged frame without a crash, the fault is in here.
 */
public abstract class CommitLogContract {
    private static final int LONG_FRAME_BYTES = 3 << 20;

    /**
     * Opens the log of this test; what is durable is there again at each call. The one that was
     * opened before is closed by then.
     */
    protected abstract CommitLog open();

    @Test
    void aNewShardIsEmpty() {
        try (CommitLog log = open()) {
            assertEquals(0, log.head(7));
            assertEquals(List.of(), frames(log, 7, 0));
            assertEquals(0, log.bytes());
        }
    }

    @Test
    void framesComeBackInOrderAlsoAfterOpeningAgain() {
        try (CommitLog log = open()) {
            assertEquals(1, append(log, 1, 0, "a"));
            assertEquals(2, append(log, 1, 1, "b"));
            assertEquals(3, append(log, 1, 2, "c"));
            assertEquals(List.of("0:a", "1:b", "2:c"), frames(log, 1, 0));
        }
        try (CommitLog log = open()) {
            assertEquals(3, log.head(1), "the log goes on where it ended");
            assertEquals(List.of("0:a", "1:b", "2:c"), frames(log, 1, 0));
            assertEquals(4, append(log, 1, 3, "d"));
            assertEquals(List.of("2:c", "3:d"), frames(log, 1, 2), "from where one asks");
            assertEquals(List.of(), frames(log, 1, 4), "nothing is behind the head");
        }
    }

    @Test
    void eachShardCountsForItself() {
        try (CommitLog log = open()) {
            append(log, 1, 0, "one");
            append(log, 2, 0, "two");
            append(log, 1, 1, "one more");
        }
        try (CommitLog log = open()) {
            assertEquals(2, log.head(1));
            assertEquals(1, log.head(2));
            assertEquals(List.of("0:one", "1:one more"), frames(log, 1, 0));
            assertEquals(List.of("0:two"), frames(log, 2, 0));
        }
    }

    @Test
    void aFrameMayBeEmptyOrLong() {
        byte[] content = new byte[LONG_FRAME_BYTES];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) ((i * 31) >> 3);
        }
        Bytes frame = Bytes.copyOf(content);
        try (CommitLog log = open()) {
            append(log, 1, 0, "");
            assertEquals(2, head(log.append(1, 1, frame)));
        }
        try (CommitLog log = open()) {
            List<Bytes> found = new ArrayList<>();
            log.read(1, 0, (number, each) -> found.add(each));
            assertEquals(2, found.size());
            assertEquals(Bytes.EMPTY, found.get(0));
            assertTrue(frame.equals(found.get(1)), "every byte is where it was");
        }
    }

    @Test
    void onlyTheHeadCanBeWritten() {
        try (CommitLog log = open()) {
            append(log, 1, 0, "a");
            assertThrows(Fault.class, () -> log.append(1, 0, text("twice")));
            assertThrows(Fault.class, () -> log.append(1, 2, text("gap")));
            append(log, 1, 1, "b");
            assertEquals(List.of("0:a", "1:b"), frames(log, 1, 0), "a refusal leaves no trace");
        }
    }

    @Test
    void trimmingKeepsTheHeadAndWhatIsAboveIt() {
        try (CommitLog log = open()) {
            append(log, 1, 0, "old");
            append(log, 2, 0, "other");
            log.trim(1, 1);
            append(log, 1, 1, "new");
        }
        try (CommitLog log = open()) {
            assertEquals(2, log.head(1), "numbers never come again");
            assertEquals(List.of("1:new"), frames(log, 1, 1));
            assertEquals(List.of("0:other"), frames(log, 2, 0), "another shard's frames stay");
            log.trim(1, 1);
            log.trim(3, 0);
            assertEquals(List.of("1:new"), frames(log, 1, 1), "trimming again does nothing");
        }
    }

    @Test
    void whatWasTrimmedIsThereOrMissed() {
        try (CommitLog log = open()) {
            append(log, 1, 0, "old");
            log.trim(1, 1);
            try {
                assertEquals(List.of("0:old"), frames(log, 1, 0), "some may stay");
            } catch (Corrupt gone) {
                assertEquals(ErrorCode.CORRUPT_FILE, gone.code());
            }
        }
    }

    @Test
    void bytesAreThoseOfTheFramesThatAreNeeded() {
        try (CommitLog log = open()) {
            append(log, 1, 0, "12345");
            append(log, 2, 0, "678");
            assertEquals(8, log.bytes());
            log.trim(1, 1);
            log.trim(2, 1);
            assertEquals(0, log.bytes(), "nothing is needed any more");
            append(log, 1, 1, "9");
            assertEquals(1, log.bytes());
        }
        try (CommitLog log = open()) {
            assertEquals(1, log.bytes(), "the same after opening again");
        }
    }

    @Test
    void aClosedLogTakesNothing() {
        CommitLog log = open();
        log.close();
        for (Runnable call : List.<Runnable>of(
                () -> log.append(1, 0, text("a")),
                () -> log.read(1, 0, (number, frame) -> {}),
                () -> log.trim(1, 0))) {
            Incorrect refused = assertThrows(Incorrect.class, call::run);
            assertEquals(ErrorCode.CLOSED, refused.code());
        }
    }

    private static long append(CommitLog log, int shard, long expected, String frame) {
        return head(log.append(shard, expected, text(frame)));
    }

    private static long head(CompletionStage<Long> written) {
        return written.toCompletableFuture().join();
    }

    private static Bytes text(String frame) {
        return Bytes.owned(frame.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> frames(CommitLog log, int shard, long from) {
        List<String> frames = new ArrayList<>();
        log.read(shard, from, (number, frame) -> {
            String text = new String(frame.toArray(), StandardCharsets.UTF_8);
            frames.add(number + ":" + text);
        });
        return frames;
    }
}
