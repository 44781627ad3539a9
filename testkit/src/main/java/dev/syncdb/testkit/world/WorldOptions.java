package dev.syncdb.testkit.world;

import java.util.EnumSet;
import java.util.Set;

/**
 * How a world is made. Immutable, but its sabotage may not be: see {@link Sabotage}.
 *
 * @param operations writes that phones and backend attempt, at least 1
 * @param faults what may go wrong; each seed turns some of them off
 * @param sabotage a broken part, to see whether the world notices
 */
public record WorldOptions(int operations, Set<Fault> faults, Sabotage sabotage) {
    /** So many that in the median far more than 100 are acknowledged, and a run takes a moment. */
    private static final int OPERATIONS = 180;

    /** Every fault, and no broken part. */
    public static final WorldOptions DEFAULT =
            new WorldOptions(OPERATIONS, EnumSet.allOf(Fault.class), Sabotage.NONE);

    public WorldOptions {
        if (operations < 1) {
            throw new IllegalArgumentException(
                    "a world needs at least 1 operation, not " + operations);
        }
        faults = Set.copyOf(faults);
    }

    /** The same world with a broken part. */
    public WorldOptions with(Sabotage broken) {
        return new WorldOptions(operations, faults, broken);
    }
}
