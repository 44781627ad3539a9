package dev.syncdb;

import dev.syncdb.clock.Environment;
import dev.syncdb.journal.Durability;

/**
 * What a database works with, and what its commits survive.
 *
 * @param environment time and chance
 * @param durability what a commit survives once it is acknowledged
 * @param memoryBytesMax how much heap rows, indexes and the list of changes may take; 0 for as much
 *     as there is. Writes beyond it fail with {@link dev.syncdb.error.Retryable} MEMORY_BUDGET,
 *     reads and deletes go on; see {@link dev.syncdb.store.StoreOptions}
 */
public record DatabaseOptions(Environment environment, Durability durability, long memoryBytesMax) {
    /** Without a memory budget. */
    public DatabaseOptions(Environment environment, Durability durability) {
        this(environment, durability, 0);
    }

    /** The clock and chance of the platform; every commit survives power loss. */
    public static DatabaseOptions standard() {
        return new DatabaseOptions(systemEnvironment(), Durability.FULL);
    }

    /** These options with a memory budget, or with 0 for none. */
    public DatabaseOptions withMemory(long bytesMax) {
        return new DatabaseOptions(environment, durability, bytesMax);
    }

    /** The clock and chance of the platform. */
    static Environment systemEnvironment() {
        return new Environment(new SystemClock(), new SystemRandom());
    }
}
