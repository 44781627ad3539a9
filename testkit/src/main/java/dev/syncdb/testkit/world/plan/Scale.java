package dev.syncdb.testkit.world.plan;

import dev.syncdb.testkit.fault.Fault;

import java.util.EnumSet;
import java.util.Set;

/**
 * Between which bounds plans are drawn. Immutable.
 *
 * @param operations transactions that apps and backends attempt
 * @param faults what may go wrong; each seed turns some of them off
 */
public record Scale(
        int phonesMin, int phonesMax, int spacesMax, int operations, Set<Fault> faults) {
    public Scale {
        if (phonesMin < 1) {
            throw new IllegalArgumentException("a world needs a phone");
        }
        if (phonesMax < phonesMin) {
            throw new IllegalArgumentException(
                    "from " + phonesMin + " to " + phonesMax + " phones");
        }
        if (spacesMax < 1) {
            throw new IllegalArgumentException("a world needs a space");
        }
        if (operations < 1) {
            throw new IllegalArgumentException(
                    "a world needs at least 1 operation, not " + operations);
        }
        Set<Fault> ordered = EnumSet.noneOf(Fault.class);
        ordered.addAll(faults);
        faults = java.util.Collections.unmodifiableSet(ordered);
    }
}
