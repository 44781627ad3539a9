package dev.syncdb.testkit.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.clock.RandomSource;

import org.junit.jupiter.api.Test;

import java.util.Set;
import java.util.TreeSet;

final class SeededRandomTest extends RandomSourceContract {
    @Override
    protected RandomSource newSource() {
        return new SeededRandom(1);
    }

    @Test
    void theSeedDecidesTheNumbers() {
        SeededRandom random = new SeededRandom(1_234_567);
        assertEquals(6_457_827_717_110_365_317L, random.nextLong(), "as SplitMix64 has it");
        assertEquals(3_203_168_211_198_807_973L, random.nextLong(), "as SplitMix64 has it");
    }

    @Test
    void bothEndsOfARangeCome() {
        SeededRandom random = new SeededRandom(2);
        Set<Long> drawn = new TreeSet<>();
        for (int i = 0; i < 100; i++) {
            drawn.add(random.between(-1, 1));
        }
        assertEquals(Set.of(-1L, 0L, 1L), drawn);
    }

    @Test
    void neverAndAlwaysAreChancesToo() {
        SeededRandom random = new SeededRandom(3);
        for (int i = 0; i < 100; i++) {
            assertFalse(random.percent(0));
            assertTrue(random.percent(100));
        }
    }

    @Test
    void aSplitOffSourceIsNotShiftedByWhatOthersDraw() {
        SeededRandom one = new SeededRandom(4);
        SeededRandom other = new SeededRandom(4);
        SeededRandom split = one.split();
        one.nextLong();
        assertEquals(other.split().nextLong(), split.nextLong());
        assertNotEquals(one.nextLong(), split.nextLong());
    }
}
