package dev.syncdb.testkit.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.clock.Scheduler;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

final class FakeSchedulerTest extends SchedulerContract {
    private final VirtualTime time = new VirtualTime();
    private final FakeScheduler scheduler = new FakeScheduler(time);
    private final List<String> ran = new ArrayList<>();

    @Override
    protected Scheduler newScheduler() {
        return scheduler;
    }

    @Override
    protected void await(CountDownLatch done) {
        scheduler.pass(1);
        assertEquals(0, done.getCount(), "what is due has run");
    }

    @Test
    void theEarliestRunsFirstAndOfTwoAtOnceTheOneScheduledFirst() {
        scheduler.schedule(20, () -> ran.add("late"));
        scheduler.schedule(10, () -> ran.add("early"));
        scheduler.schedule(20, () -> ran.add("later"));
        scheduler.schedule(0, () -> scheduler.schedule(10, () -> ran.add("planned since")));
        while (scheduler.runNext()) {
            assertTrue(time.millis() <= 20, "time stops at each task");
        }
        assertEquals(List.of("early", "planned since", "late", "later"), ran);
        assertEquals(20, time.millis());
    }

    @Test
    void passingTimeRunsWhatBecomesDueInIt() {
        scheduler.schedule(10, () -> scheduler.schedule(5, () -> ran.add("at 15")));
        scheduler.schedule(16, () -> ran.add("at 16"));
        scheduler.pass(15);
        assertEquals(List.of("at 15"), ran);
        assertEquals(15, time.millis());
        assertEquals(1, scheduler.waiting());
        scheduler.pass(100);
        assertEquals(115, time.millis(), "also where nothing happens any more");
        assertFalse(scheduler.runNext());
    }

    @Test
    void whatIsLateRunsNow() {
        scheduler.schedule(10, () -> ran.add("at " + time.millis()));
        time.advanceTo(50);
        scheduler.pass(0);
        assertEquals(List.of("at 50"), ran);
    }

    @Test
    void aTaskCannotLetTimePass() {
        scheduler.schedule(0, scheduler::runNext);
        assertThrows(IllegalStateException.class, scheduler::runNext);
        scheduler.schedule(0, () -> ran.add("next"));
        assertTrue(scheduler.runNext(), "what a task throws ends only that task");
        assertEquals(List.of("next"), ran);
    }

    @Test
    void nothingCanBeScheduledInThePast() {
        assertThrows(IllegalArgumentException.class, () -> scheduler.schedule(-1, () -> {}));
        assertEquals(0, scheduler.waiting());
    }
}
