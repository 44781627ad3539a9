package dev.syncdb.store;

/**
 * How a store behaves.
 *
 * <p>Once the memory budget is used up, whatever makes a table of the user's grow fails with
 * {@link dev.syncdb.error.Retryable} MEMORY_BUDGET and leaves nothing behind: inserts, updates
 * (which add a version), rows that come from elsewhere, new indexes. Reads and deletes go on; what
 * was deleted is free as soon as the delete is committed and no snapshot shows it any more. Nothing
 * fails that was committed once: recovery goes beyond the budget if it must. What one transaction
 * adds to the change log, twelve bytes a row, counts from the next one on.
 *
 * @param changeLog true to keep the change log and tombstones, as a server's spaces do
 * @param automaticKeys how a missing INTEGER PRIMARY KEY is filled
 * @param memoryBytesMax how much heap rows, indexes and change log may take, as
 *     {@link MemoryReport} counts it; 0 for as much as there is
 */
public record StoreOptions(boolean changeLog, AutomaticKeys automaticKeys, long memoryBytesMax) {
    /** A plain database: no change log, keys count up. */
    public static final StoreOptions PLAIN = new StoreOptions(false, AutomaticKeys.SEQUENTIAL, 0);

    /** A server's space: change log on, keys count up. */
    public static final StoreOptions SPACE = new StoreOptions(true, AutomaticKeys.SEQUENTIAL, 0);

    /** A phone's replica: keys at random, so that two phones offline do not choose the same. */
    public static final StoreOptions REPLICA = new StoreOptions(false, AutomaticKeys.RANDOM, 0);

    public StoreOptions {
        if (memoryBytesMax < 0) {
            throw new IllegalArgumentException(
                    "a memory budget of " + memoryBytesMax + " bytes; least is 0, for none");
        }
    }

    /** These options with a memory budget, or with 0 for none. */
    public StoreOptions withMemory(long bytesMax) {
        return new StoreOptions(changeLog, automaticKeys, bytesMax);
    }

    /** How a missing INTEGER PRIMARY KEY is filled. */
    public enum AutomaticKeys {
        /** One more than the largest key, as SQLite does. */
        SEQUENTIAL,
        /** A random positive number of 53 bits, which JavaScript's numbers hold exactly. */
        RANDOM
    }
}
