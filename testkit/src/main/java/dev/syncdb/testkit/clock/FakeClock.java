package dev.syncdb.testkit.clock;

import dev.syncdb.clock.Clock;
import dev.syncdb.clock.Stamp;

/**
 * A device's two clocks over one virtual time that only goes forward. The wall clock may be set to
 * anything; the monotonic one begins anew at each boot.
 */
public final class FakeClock implements Clock {
    /** Where wall clocks stand when virtual time begins: an arbitrary day in 2026. */
    public static final long EPOCH_MILLIS = 1_790_000_000_000L;

    private final VirtualTime time;
    private long bootId;
    private long bootMillis;
    private long wallOffsetMillis;

    public FakeClock(VirtualTime time) {
        this(time, 1);
    }

    /**
     * The clock of a device.
     *
     * @param bootId of its first run; no two devices have one in common
     */
    public FakeClock(VirtualTime time, long bootId) {
        this.time = time;
        this.bootId = bootId;
        this.bootMillis = time.millis();
    }

    @Override
    public Stamp now() {
        long wallMillis = EPOCH_MILLIS + time.millis() + wallOffsetMillis;
        return new Stamp(bootId, time.millis() - bootMillis, wallMillis);
    }

    /** Sets the wall clock forward, or back if negative. */
    public void jumpWall(long millis) {
        wallOffsetMillis += millis;
    }

    /** The device starts again: a new run of the monotonic clock. */
    public void reboot() {
        bootId++;
        bootMillis = time.millis();
    }
}
