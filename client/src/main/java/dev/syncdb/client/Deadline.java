package dev.syncdb.client;

import dev.syncdb.client.transport.Transport;
import dev.syncdb.clock.Clock;
import dev.syncdb.clock.Stamp;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** By when something is to be over, on the monotonic clock, or never. Immutable. */
final class Deadline {
    /** There is time enough. */
    static final Deadline NONE = new Deadline(null, null, Transport.NO_LIMIT);

    private final @Nullable Clock clock;
    private final @Nullable Stamp begun;
    private final long millisMax;

    private Deadline(@Nullable Clock clock, @Nullable Stamp begun, long millisMax) {
        this.clock = clock;
        this.begun = begun;
        this.millisMax = millisMax;
    }

    /** So long from now. */
    static Deadline in(Duration duration, Clock clock) {
        return new Deadline(clock, clock.now(), millis(duration));
    }

    /** How long is left, in milliseconds, never negative. */
    long leftMillis() {
        if (clock == null || begun == null) {
            return Transport.NO_LIMIT;
        }
        return Math.max(0, millisMax - begun.ageMillisAt(clock.now()));
    }

    boolean isOver() {
        return leftMillis() == 0;
    }

    /** A duration in milliseconds; one that is too long for that is as long as can be. */
    static long millis(Duration duration) {
        try {
            return Math.max(0, duration.toMillis());
        } catch (ArithmeticException tooLarge) {
            return duration.isNegative() ? 0 : Transport.NO_LIMIT;
        }
    }
}
