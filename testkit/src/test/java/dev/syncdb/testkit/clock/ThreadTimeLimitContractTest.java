package dev.syncdb.testkit.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.ThreadScheduler;
import dev.syncdb.clock.TimeLimit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

final class ThreadTimeLimitContractTest extends TimeLimitContract {
    private final CountDownLatch over = new CountDownLatch(1);

    @Override
    protected TimeLimit newLimit() {
        return ThreadScheduler.timeLimit("contract");
    }

    @Override
    protected void hang(long millis) {
        try {
            over.await();
        } catch (InterruptedException interrupted) {
            over.countDown();
        }
    }

    @AfterEach
    void end() {
        over.countDown();
    }

    @Test
    void whatTakesTooLongIsInterrupted() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        AtomicBoolean begun = new AtomicBoolean();
        TimeLimit limit = newLimit();
        // On a busy machine the time can be over before the work has begun; it never does then.
        while (!begun.get()) {
            assertThrows(
                    TimeLimit.Exceeded.class,
                    () -> limit.within(1, () -> {
                        begun.set(true);
                        hang(1);
                        interrupted.countDown();
                        return "late";
                    }));
        }
        interrupted.await();
        assertEquals(0, interrupted.getCount());
    }

    @Test
    void whoeverWaitsStaysInterrupted() {
        Thread.currentThread().interrupt();
        assertEquals("done", newLimit().within(60_000, () -> "done"));
        assertTrue(Thread.interrupted(), "the caller is to hear of it");
    }
}
