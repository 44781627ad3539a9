package dev.syncdb.clock;

/**
 * The port through which chance enters. May be called from any thread. Unpredictable in production.
 */
public interface RandomSource {
    /** 64 uniformly random bits. */
    long nextLong();

    /**
     * A uniformly random number from 0 (included) to {@code bound} (excluded), which is positive.
     */
    default long below(long bound) {
        return Math.floorMod(nextLong() >>> 1, bound);
    }
}
