package dev.syncdb.clock;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/**
 * Runs somebody else's code for a limited time. A port: may be called from any thread and lives as
 * long as whoever was given it.
 */
public interface TimeLimit {
    /** Work took longer than it may. */
    final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Exceeded(long limitMillis) {
            super("it took longer than " + limitMillis + " ms");
        }
    }

    /**
     * What {@code work} returns, or what it throws.
     *
     * @throws Exceeded if it takes longer than {@code limitMillis}. It may go on running then, and
     *     nobody hears of its result
     */
    <T extends @Nullable Object> T within(long limitMillis, Supplier<T> work);
}
