package dev.syncdb.testkit.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.clock.Clock;
import dev.syncdb.clock.Stamp;

import org.junit.jupiter.api.Test;

import java.time.Instant;

/**
 * What every {@link Clock} does. Extend it for an adapter of your own; if one passes and an age is
 * still reckoned wrongly, the fault is in here.
 */
public abstract class ClockContract {
    private static final int READINGS = 1_000;

    /** Wall time that two readings in a row may lie apart, were the clock set in between. */
    private static final long APART_MILLIS_MAX = 60_000;

    /** A clock that nobody sets during the test. */
    protected abstract Clock newClock();

    @Test
    void monotonicTimeNeverGoesBack() {
        Clock clock = newClock();
        Stamp last = clock.now();
        for (int i = 0; i < READINGS; i++) {
            Stamp next = clock.now();
            assertTrue(
                    next.monotonicMillis() >= last.monotonicMillis(),
                    () -> "an age would be negative: " + next);
            last = next;
        }
    }

    @Test
    void oneRunHasOneName() {
        Clock clock = newClock();
        assertEquals(
                clock.now().bootId(),
                clock.now().bootId(),
                "stamps of two runs cannot be compared on the monotonic clock");
    }

    @Test
    void aMomentHasNoAgeWhenItIsTaken() {
        Clock clock = newClock();
        Stamp now = clock.now();
        assertEquals(0, now.ageMillisAt(now));
        assertTrue(now.ageMillisAt(clock.now()) < APART_MILLIS_MAX, "milliseconds, not nanos");
    }

    @Test
    void wallTimeCountsMillisecondsSince1970() {
        Instant wall = Instant.ofEpochMilli(newClock().wallMillis());
        assertTrue(wall.isAfter(Instant.parse("2020-01-01T00:00:00Z")), wall::toString);
        assertTrue(wall.isBefore(Instant.parse("2200-01-01T00:00:00Z")), wall::toString);
    }

    @Test
    void bothWaysToAskGiveTheSameWallTime() {
        Clock clock = newClock();
        long apart = Math.abs(clock.wallMillis() - clock.now().wallMillis());
        assertTrue(apart < APART_MILLIS_MAX, () -> apart + " ms apart");
    }
}
