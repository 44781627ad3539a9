package dev.syncdb.testkit.clock;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.ThreadScheduler;
import dev.syncdb.clock.Scheduler;

import org.junit.jupiter.api.AfterEach;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

final class ThreadSchedulerContractTest extends SchedulerContract {
    /** Only a scheduler that does not work ever waits so long. */
    private static final int PATIENCE_SECONDS = 60;

    private final ThreadScheduler scheduler = new ThreadScheduler("contract");

    @AfterEach
    void close() {
        scheduler.close();
    }

    @Override
    protected Scheduler newScheduler() {
        return scheduler;
    }

    @Override
    protected void await(CountDownLatch done) {
        try {
            assertTrue(done.await(PATIENCE_SECONDS, TimeUnit.SECONDS), "the scheduler is stuck");
        } catch (InterruptedException interrupted) {
            throw new AssertionError("somebody ended the test", interrupted);
        }
    }
}
