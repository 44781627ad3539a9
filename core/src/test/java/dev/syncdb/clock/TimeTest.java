package dev.syncdb.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "the claimed age counts, 0, 0, 300, 700",
        "no edit is older than the one before it, 800, 0, 300, 800",
        "no edit is older than what its author had seen, 0, 900, 300, 900",
        "no edit comes from the future, 0, 0, -5000, 1000",
        "an absurd age is very old, 0, 0, 9223372036854775807, 0",
        "an absurd negative age is none, 0, 0, -9223372036854775808, 1000"
    })
    void aClaimedAgeIsBelievedOnlyWithinBounds(
            String reason, long previous, long base, long age, long expected) {
        assertEquals(expected, EffectiveTime.clamp(previous, base, 1_000, age), reason);
    }

    @Test
    void anAgeIsTakenFromTheClockThatDoesNotJump() {
        Stamp made = new Stamp(7, 1_000, 50_000);
        assertEquals(250, made.ageMillisAt(new Stamp(7, 1_250, 10_000)), "the wall was set back");
        assertEquals(10, made.ageMillisAt(new Stamp(8, 3, 50_010)), "another boot: the wall");
        assertEquals(0, made.ageMillisAt(new Stamp(8, 3, 40_000)), "never negative");
        assertEquals(0, made.ageMillisAt(new Stamp(7, 900, 60_000)), "never negative");
    }

    @Test
    void theWallOfAClockIsThatOfItsStamp() {
        Clock clock = () -> new Stamp(1, 2, 3);
        RandomSource random = () -> 4;
        Environment environment = new Environment(clock, random);
        assertEquals(3, environment.clock().wallMillis());
        assertEquals(2, environment.random().below(10), "4 >>> 1");
    }

    @Test
    void aNumberBelowABoundIsNeverNegative() {
        for (long bits : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 0}) {
            RandomSource random = () -> bits;
            for (long bound : new long[] {1, 2, 3, Long.MAX_VALUE}) {
                long number = random.below(bound);
                assertTrue(number >= 0 && number < bound, number + " is not below " + bound);
            }
        }
    }
}
