package dev.syncdb.testkit.clock;

/** The one time of a simulated world, in milliseconds from 0. Stands still until it is advanced. */
public final class VirtualTime {
    private long millis;

    public long millis() {
        return millis;
    }

    /** Moves on to a moment that is not in the past. */
    public void advanceTo(long target) {
        if (target < millis) {
            throw new IllegalArgumentException(
                    "time cannot go back from " + millis + " to " + target + " ms");
        }
        millis = target;
    }
}
