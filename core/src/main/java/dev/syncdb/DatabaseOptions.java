package dev.syncdb;

import dev.syncdb.clock.Environment;
import dev.syncdb.journal.Durability;

/** What a database works with, and what its commits survive. */
public record DatabaseOptions(Environment environment, Durability durability) {
    /** The clock and chance of the platform; every commit survives power loss. */
    public static DatabaseOptions standard() {
        return new DatabaseOptions(systemEnvironment(), Durability.FULL);
    }

    /** The clock and chance of the platform. */
    static Environment systemEnvironment() {
        return new Environment(new SystemClock(), new SystemRandom());
    }
}
