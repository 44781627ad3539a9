package dev.syncdb.store;

/**
 * How a store behaves.
 *
 * @param changeLog true to keep the change log and tombstones, as a server's spaces do
 * @param automaticKeys how a missing INTEGER PRIMARY KEY is filled
 */
public record StoreOptions(boolean changeLog, AutomaticKeys automaticKeys) {
    /** A plain database: no change log, keys count up. */
    public static final StoreOptions PLAIN = new StoreOptions(false, AutomaticKeys.SEQUENTIAL);

    /** A server's space: change log on, keys count up. */
    public static final StoreOptions SPACE = new StoreOptions(true, AutomaticKeys.SEQUENTIAL);

    /** A phone's replica: keys at random, so that two phones offline do not choose the same. */
    public static final StoreOptions REPLICA = new StoreOptions(false, AutomaticKeys.RANDOM);

    /** How a missing INTEGER PRIMARY KEY is filled. */
    public enum AutomaticKeys {
        /** One more than the largest key, as SQLite does. */
        SEQUENTIAL,
        /** A random positive number of 53 bits, which JavaScript's numbers hold exactly. */
        RANDOM
    }
}
