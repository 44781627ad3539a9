package dev.syncdb.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.client.transport.Transport;
import dev.syncdb.clock.Clock;
import dev.syncdb.clock.Stamp;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class DeadlineTest {
    private long monotonicMillis = 5_000;
    private long wallMillis = 1_000_000;
    private final Clock clock = () -> new Stamp(1, monotonicMillis, wallMillis);

    @Test
    void whatIsLeftGoesDownToNothingAndNotBelow() {
        Deadline deadline = Deadline.in(Duration.ofSeconds(2), clock);
        assertEquals(2_000, deadline.leftMillis());
        monotonicMillis += 1_999;
        assertEquals(1, deadline.leftMillis());
        assertFalse(deadline.isOver());
        monotonicMillis += 1;
        assertTrue(deadline.isOver());
        monotonicMillis += 60_000;
        assertEquals(0, deadline.leftMillis(), "a transport is never given a negative time");
        assertTrue(deadline.isOver());
    }

    @Test
    void settingTheWallClockChangesNothing() {
        Deadline deadline = Deadline.in(Duration.ofSeconds(2), clock);
        wallMillis += 3_600_000;
        assertEquals(2_000, deadline.leftMillis());
        wallMillis = 0;
        assertEquals(2_000, deadline.leftMillis());
    }

    @Test
    void whoSetsNoneHasTimeForEver() {
        assertEquals(Transport.NO_LIMIT, Deadline.NONE.leftMillis());
        assertFalse(Deadline.NONE.isOver());
    }

    @Test
    void noTimeAtAllIsOverAtOnce() {
        assertTrue(Deadline.in(Duration.ZERO, clock).isOver());
        assertTrue(Deadline.in(Duration.ofMillis(-1), clock).isOver());
        assertTrue(Deadline.in(Duration.ofSeconds(Long.MIN_VALUE), clock).isOver());
    }

    @Test
    void aDurationThatMillisecondsCannotHoldIsAsLongAsCanBe() {
        assertEquals(Transport.NO_LIMIT, Deadline.millis(Duration.ofSeconds(Long.MAX_VALUE)));
        assertEquals(Transport.NO_LIMIT, Deadline.millis(Duration.ofMillis(Long.MAX_VALUE)));
        assertEquals(0, Deadline.millis(Duration.ofSeconds(Long.MIN_VALUE)));
    }
}
