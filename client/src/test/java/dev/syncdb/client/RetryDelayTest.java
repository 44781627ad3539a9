package dev.syncdb.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.clock.RandomSource;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

class RetryDelayTest {
    private static final SyncPolicy POLICY = new SyncPolicy(30_000, 50, 1_000, 10_000);

    /** Always picks the largest number. */
    static final RandomSource LARGEST = new RandomSource() {
        @Override
        public long nextLong() {
            return -1;
        }

        @Override
        public long below(long bound) {
            return bound - 1;
        }
    };

    @Test
    void theBoundDoublesUpToTheCap() {
        RetryDelay longest = new RetryDelay(LARGEST, POLICY);
        assertEquals(1_000, longest.millis(1, 0));
        assertEquals(2_000, longest.millis(2, 0));
        assertEquals(8_000, longest.millis(4, 0));
        assertEquals(10_000, longest.millis(5, 0));
        assertEquals(10_000, longest.millis(Integer.MAX_VALUE, 0));
    }

    @Test
    void theWaitIsAnywhereBelowTheBound() {
        RetryDelay delay = new RetryDelay(new SplittableRandom(1)::nextLong, POLICY);
        Set<Long> quarters = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            long millis = delay.millis(3, 0);
            assertTrue(millis >= 0 && millis <= 4_000, "waits " + millis);
            quarters.add(millis / 1_001);
        }
        assertEquals(4, quarters.size(), "no part of the range is spared");
    }

    @Test
    void whatTheServerAskedForComesOnTop() {
        RetryDelay shortest = new RetryDelay(() -> 0, POLICY);
        assertEquals(7_000, shortest.millis(1, 7_000));
        assertEquals(8_000, new RetryDelay(LARGEST, POLICY).millis(1, 7_000));
    }

    @Test
    void aPolicyHasLimits() {
        long tooLong = SyncPolicy.MILLIS_MAX + 1;
        assertThrows(IllegalArgumentException.class, () -> new SyncPolicy(0, 0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new SyncPolicy(1, -1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new SyncPolicy(1, 0, 2, 1));
        assertThrows(IllegalArgumentException.class, () -> new SyncPolicy(tooLong, 0, 1, 1));
    }
}
