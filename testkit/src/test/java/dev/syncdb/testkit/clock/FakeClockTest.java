package dev.syncdb.testkit.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.clock.Clock;
import dev.syncdb.clock.Stamp;

import org.junit.jupiter.api.Test;

final class FakeClockTest extends ClockContract {
    private final VirtualTime time = new VirtualTime();

    @Override
    protected Clock newClock() {
        return new FakeClock(time);
    }

    @Test
    void bothClocksFollowVirtualTime() {
        FakeClock clock = new FakeClock(time);
        Stamp before = clock.now();
        time.advanceTo(1_500);
        assertEquals(1_500, before.ageMillisAt(clock.now()));
        assertEquals(FakeClock.EPOCH_MILLIS + 1_500, clock.wallMillis());
    }

    @Test
    void aJumpMovesTheWallClockOnly() {
        FakeClock clock = new FakeClock(time);
        Stamp before = clock.now();
        clock.jumpWall(-9_000);
        assertEquals(0, before.ageMillisAt(clock.now()), "ages do not hear of it");
        assertEquals(FakeClock.EPOCH_MILLIS - 9_000, clock.wallMillis());
    }

    @Test
    void aRebootBeginsAnotherRun() {
        FakeClock clock = new FakeClock(time);
        time.advanceTo(70);
        Stamp before = clock.now();
        clock.reboot();
        assertNotEquals(before.bootId(), clock.now().bootId());
        assertEquals(0, clock.now().monotonicMillis());
        time.advanceTo(100);
        assertEquals(30, before.ageMillisAt(clock.now()), "by wall time, across runs");
    }

    @Test
    void virtualTimeNeverGoesBack() {
        time.advanceTo(5);
        time.advanceTo(5);
        assertThrows(IllegalArgumentException.class, () -> time.advanceTo(4));
        assertEquals(5, time.millis());
    }
}
