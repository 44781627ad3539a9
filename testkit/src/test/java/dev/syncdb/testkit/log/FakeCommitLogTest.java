package dev.syncdb.testkit.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.Corrupt;
import dev.syncdb.error.Retryable;
import dev.syncdb.server.log.CommitLog;
import dev.syncdb.value.Bytes;

import org.junit.jupiter.api.Test;

import java.util.concurrent.CompletableFuture;

final class FakeCommitLogTest extends CommitLogContract {
    private FakeCommitLog log = new FakeCommitLog();

    @Override
    protected CommitLog open() {
        log = log.reopened();
        return log;
    }

    @Test
    void whatIsHeldIsNotDurableBeforeItIsReleased() {
        log.hold();
        CompletableFuture<Long> first = append(0);
        CompletableFuture<Long> second = append(1);
        assertFalse(first.isDone(), "nobody may be told yet");
        assertEquals(2, log.head(1), "the next frame has its number nevertheless");
        log.release();
        assertEquals(1, first.join());
        assertEquals(2, second.join());
        assertTrue(append(2).isDone(), "and then nothing waits any more");
    }

    @Test
    void aFailureTakesWhatIsHeldAndAllThatComesAfter() {
        append(0);
        log.hold();
        CompletableFuture<Long> lost = append(1);
        log.fail();
        assertTrue(lost.isCompletedExceptionally());
        assertThrows(Retryable.class, () -> append(1));
        assertEquals(1, log.reopened().head(1), "opened anew, it has what was durable");
    }

    @Test
    void whatIsTrimmedIsGoneAtOnce() {
        append(0);
        append(1);
        log.trim(1, 1);
        assertThrows(Corrupt.class, () -> log.read(1, 0, (number, frame) -> {}));
        assertThrows(IllegalArgumentException.class, () -> log.trim(1, 3), "never written");
    }

    private CompletableFuture<Long> append(long expected) {
        return log.append(1, expected, Bytes.EMPTY).toCompletableFuture();
    }
}
