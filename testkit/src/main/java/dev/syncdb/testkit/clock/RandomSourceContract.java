package dev.syncdb.testkit.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.clock.RandomSource;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.Set;

/**
 * What every {@link RandomSource} does, as far as a test can tell chance from its absence. Extend
 * it for an adapter of your own; if one passes and an id still comes twice, the fault is in here.
 */
public abstract class RandomSourceContract {
    /** Enough that a good source fails here less often than memory does. */
    private static final int DRAWS = 1_000;

    /** A source to draw from. */
    protected abstract RandomSource newSource();

    @Test
    void noNumberComesTwice() {
        RandomSource source = newSource();
        Set<Long> drawn = new HashSet<>();
        for (int i = 0; i < DRAWS; i++) {
            assertTrue(drawn.add(source.nextLong()), "64 bits do not meet again so soon");
        }
    }

    @Test
    void everyBitIsSometimesSetAndSometimesNot() {
        RandomSource source = newSource();
        long ever = 0;
        long always = -1;
        for (int i = 0; i < DRAWS; i++) {
            long next = source.nextLong();
            ever |= next;
            always &= next;
        }
        assertEquals(-1, ever, "a bit that is never set halves the ids");
        assertEquals(0, always, "a bit that is always set halves the ids");
    }

    @Test
    void numbersStayBelowTheirBound() {
        RandomSource source = newSource();
        for (long bound : new long[] {1, 2, 3, 1_000, 1L << 40, Long.MAX_VALUE}) {
            for (int i = 0; i < DRAWS; i++) {
                long next = source.below(bound);
                assertTrue(next >= 0 && next < bound, () -> next + " is not below " + bound);
            }
        }
    }

    @Test
    void everyNumberBelowABoundComes() {
        RandomSource source = newSource();
        Set<Long> drawn = new HashSet<>();
        for (int i = 0; i < DRAWS; i++) {
            drawn.add(source.below(10));
        }
        assertEquals(10, drawn.size());
    }
}
