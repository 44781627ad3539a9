package dev.syncdb;

import dev.syncdb.clock.Clock;
import dev.syncdb.clock.Stamp;

/** The clocks of the platform. May be called from any thread. */
public final class SystemClock implements Clock {
    private static final long MILLI_NANOS = 1_000_000;

    /** Names this run of the process, within which its monotonic clock makes sense. */
    private static final long BOOT_ID = new SystemRandom().nextLong();

    @Override
    public Stamp now() {
        return new Stamp(BOOT_ID, System.nanoTime() / MILLI_NANOS, wallMillis());
    }

    @Override
    public long wallMillis() {
        return System.currentTimeMillis();
    }
}
