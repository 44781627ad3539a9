package dev.syncdb.testkit.clock;

import dev.syncdb.clock.TimeLimit;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/**
 * Does work at once, in the caller's thread, and finds out afterwards in virtual time whether it
 * took too long. Work that really hangs, hangs.
 */
public final class FakeTimeLimit implements TimeLimit {
    private final VirtualTime time;

    public FakeTimeLimit(VirtualTime time) {
        this.time = time;
    }

    @Override
    public <T extends @Nullable Object> T within(long limitMillis, Supplier<T> work) {
        long begin = time.millis();
        T result = work.get();
        if (time.millis() - begin > limitMillis) {
            throw new Exceeded(limitMillis);
        }
        return result;
    }
}
