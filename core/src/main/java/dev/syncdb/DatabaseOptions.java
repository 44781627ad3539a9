package dev.syncdb;

import dev.syncdb.clock.Environment;
import dev.syncdb.clock.Scheduler;
import dev.syncdb.journal.Durability;
import dev.syncdb.journal.KeyProvider;
import dev.syncdb.journal.LogOptions;

import org.jspecify.annotations.Nullable;

/**
 * What a database works with, and what its commits survive.
 *
 * @param environment time and chance
 * @param durability what a commit survives once it is acknowledged
 * @param forceDelayMillisMax with NORMAL, how long after a commit it is forced at the latest
 * @param scheduler runs what need not hold up a writer: forces that are due later, checkpoints. It
 *     stays the caller's; databases that share one wait for each other. Without one, NORMAL is
 *     impossible, and a writer that finds a checkpoint due makes it after its commit
 * @param logBytesMax how long the log may grow before a checkpoint replaces it; what follows while
 *     that is being made comes on top
 * @param files how the files of the log are laid out, and what encrypts them
 * @param memoryBytesMax how much heap rows, indexes and the list of changes may take; 0 for as much
 *     as there is. Writes beyond it fail with {@link dev.syncdb.error.Retryable} MEMORY_BUDGET,
 *     reads and deletes go on; see {@link dev.syncdb.store.StoreOptions}
 * @param tracksChanges true to know what changed since when, see {@link Database#changedAfter};
 *     deleted rows then leave a trace for ever
 */
public record DatabaseOptions(
        Environment environment,
        Durability durability,
        long forceDelayMillisMax,
        @Nullable Scheduler scheduler,
        long logBytesMax,
        LogOptions files,
        long memoryBytesMax,
        boolean tracksChanges) {
    /** A blink: what a user may have to do again after a power cut. */
    public static final long FORCE_DELAY_MILLIS_MAX = 100;

    /** A log that is read again within a second or two. */
    public static final long LOG_BYTES_MAX = 16L << 20;

    public DatabaseOptions {
        if (durability == Durability.NORMAL && scheduler == null) {
            throw new IllegalArgumentException("NORMAL needs a scheduler for its forces");
        }
        if (forceDelayMillisMax < 0) {
            throw new IllegalArgumentException(
                    "a delay of " + forceDelayMillisMax + " ms; least is 0");
        }
        if (logBytesMax < 1) {
            throw new IllegalArgumentException("a log of " + logBytesMax + " bytes; least is 1");
        }
    }

    /** The usual limits, and a thread of its own for what is done later. */
    public DatabaseOptions(Environment environment, Durability durability) {
        this(
                environment,
                durability,
                FORCE_DELAY_MILLIS_MAX,
                new ThreadScheduler("syncdb"),
                LOG_BYTES_MAX,
                LogOptions.DEFAULT,
                0,
                false);
    }

    /** The clock and chance of the platform; every commit survives power loss. */
    public static DatabaseOptions standard() {
        return new DatabaseOptions(systemEnvironment(), Durability.FULL);
    }

    /** These options, but a commit survives power loss only after at most that time. */
    public DatabaseOptions forcedWithin(long millis) {
        return new DatabaseOptions(
                environment,
                Durability.NORMAL,
                millis,
                scheduler,
                logBytesMax,
                files,
                memoryBytesMax,
                tracksChanges);
    }

    /** These options with another scheduler, or with none. */
    public DatabaseOptions withScheduler(@Nullable Scheduler other) {
        return new DatabaseOptions(
                environment,
                durability,
                forceDelayMillisMax,
                other,
                logBytesMax,
                files,
                memoryBytesMax,
                tracksChanges);
    }

    /**
     * These options with another layout of the log.
     *
     * @param segmentBytes size of a file of it
     */
    public DatabaseOptions withLog(long bytesMax, int segmentBytes) {
        return new DatabaseOptions(
                environment,
                durability,
                forceDelayMillisMax,
                scheduler,
                bytesMax,
                new LogOptions(segmentBytes, files.start(), files.keys()),
                memoryBytesMax,
                tracksChanges);
    }

    /**
     * These options for files that {@code keys} encrypts; null for plain ones. A database is one or
     * the other, see {@link Database#encrypt}.
     */
    public DatabaseOptions encryptedBy(@Nullable KeyProvider keys) {
        return new DatabaseOptions(
                environment,
                durability,
                forceDelayMillisMax,
                scheduler,
                logBytesMax,
                files.encryptedBy(keys),
                memoryBytesMax,
                tracksChanges);
    }

    /** These options with a memory budget, or with 0 for none. */
    public DatabaseOptions withMemory(long bytesMax) {
        return new DatabaseOptions(
                environment,
                durability,
                forceDelayMillisMax,
                scheduler,
                logBytesMax,
                files,
                bytesMax,
                tracksChanges);
    }

    /** These options, tracking changes. */
    public DatabaseOptions trackingChanges() {
        return new DatabaseOptions(
                environment,
                durability,
                forceDelayMillisMax,
                scheduler,
                logBytesMax,
                files,
                memoryBytesMax,
                true);
    }

    /** The clock and chance of the platform. */
    static Environment systemEnvironment() {
        return new Environment(new SystemClock(), new SystemRandom());
    }
}
