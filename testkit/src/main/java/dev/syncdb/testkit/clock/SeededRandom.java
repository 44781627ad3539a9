package dev.syncdb.testkit.clock;

import dev.syncdb.clock.RandomSource;

/**
 * Random numbers that a seed decides: the same seed gives the same numbers on every platform.
 * Confined to one thread.
 *
 * <p>SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
 */
public final class SeededRandom implements RandomSource {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    public SeededRandom(long seed) {
        state = seed;
    }

    @Override
    public long nextLong() {
        state += GOLDEN_GAMMA;
        long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** A number from {@code min} to {@code max}, both included. */
    public long between(long min, long max) {
        return min + below(max - min + 1);
    }

    /** True with a chance of {@code percent} in a hundred. */
    public boolean percent(int percent) {
        return below(100) < percent;
    }

    /** A source of its own, so that what one part draws does not shift what another part draws. */
    public SeededRandom split() {
        return new SeededRandom(nextLong());
    }
}
