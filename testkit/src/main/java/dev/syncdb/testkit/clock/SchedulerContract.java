package dev.syncdb.testkit.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.syncdb.clock.Scheduler;
import dev.syncdb.clock.Scheduler.Task;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * What every {@link Scheduler} does. Extend it for an adapter of your own; if one passes and a sync
 * still runs twice or never, the fault is in here.
 */
public abstract class SchedulerContract {
    private static final long HOUR_MILLIS = 3_600_000;

    /** What ran, in order. Tasks run on any thread. */
    private final List<String> ran = new CopyOnWriteArrayList<>();

    /** A scheduler that works until the end of the test. */
    protected abstract Scheduler newScheduler();

    /** Returns once the latch is open; what is due at once is run meanwhile. */
    protected abstract void await(CountDownLatch done);

    @Test
    void aTaskRunsOnce() {
        Scheduler scheduler = newScheduler();
        CountDownLatch done = new CountDownLatch(1);
        scheduler.schedule(0, () -> ran.add("task"));
        scheduler.schedule(1, done::countDown);
        await(done);
        assertEquals(List.of("task"), ran);
    }

    @Test
    void aTaskNeverRunsInsideTheCallThatSchedulesIt() {
        Scheduler scheduler = newScheduler();
        CountDownLatch done = new CountDownLatch(1);
        Object lock = new Object();
        synchronized (lock) {
            scheduler.schedule(0, () -> {
                ran.add(Thread.holdsLock(lock) ? "inside" : "outside");
                done.countDown();
            });
        }
        await(done);
        assertEquals(List.of("outside"), ran, "a caller holds locks that the task may want");
    }

    @Test
    void oneTaskRunsAtATime() {
        Scheduler scheduler = newScheduler();
        CountDownLatch done = new CountDownLatch(1);
        scheduler.schedule(0, () -> {
            scheduler.schedule(0, () -> {
                ran.add("second");
                done.countDown();
            });
            ran.add("first");
        });
        await(done);
        assertEquals(List.of("first", "second"), ran);
    }

    @Test
    void aCancelledTaskDoesNotRun() {
        Scheduler scheduler = newScheduler();
        CountDownLatch done = new CountDownLatch(1);
        // From inside a task, so that the one to be cancelled cannot have run yet.
        scheduler.schedule(0, () -> {
            Task cancelled = scheduler.schedule(0, () -> ran.add("cancelled"));
            cancelled.cancel();
            cancelled.cancel();
            scheduler.schedule(1, done::countDown);
        });
        await(done);
        assertEquals(List.of(), ran);
    }

    @Test
    void cancellingWhatRanOrRunsDoesNothing() {
        Scheduler scheduler = newScheduler();
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        Task task = scheduler.schedule(0, first::countDown);
        await(first);
        task.cancel();
        scheduler.schedule(0, second::countDown);
        await(second);
        assertEquals(0, second.getCount(), "the scheduler works on");
    }

    @Test
    void whatIsNotDueDoesNotHoldUpWhatIs() {
        Scheduler scheduler = newScheduler();
        CountDownLatch done = new CountDownLatch(1);
        scheduler.schedule(HOUR_MILLIS, () -> ran.add("late"));
        scheduler.schedule(0, done::countDown);
        await(done);
        assertEquals(List.of(), ran);
    }
}
