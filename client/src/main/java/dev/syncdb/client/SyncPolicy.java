package dev.syncdb.client;

/**
 * When the background loop syncs, in milliseconds.
 *
 * @param pollMillis how long it rests when nothing was committed here: the server may have news
 * @param commitDelayMillis how long it waits behind a local commit for more of them
 * @param retryMillisBase bound of the wait after the first failure; it doubles with each one that
 *     follows
 * @param retryMillisMax the largest bound
 */
public record SyncPolicy(
        long pollMillis, long commitDelayMillis, long retryMillisBase, long retryMillisMax) {
    /** Prompt while somebody looks at the app; a mobile radio would rather have longer rests. */
    public static final SyncPolicy DEFAULT = new SyncPolicy(30_000, 50, 1_000, 60_000);

    /** A day, beyond which nobody waits on purpose, and doubling cannot overflow. */
    public static final long MILLIS_MAX = 24 * 60 * 60 * 1_000L;

    public SyncPolicy {
        requireRange("pollMillis", pollMillis, 1);
        requireRange("commitDelayMillis", commitDelayMillis, 0);
        requireRange("retryMillisBase", retryMillisBase, 1);
        requireRange("retryMillisMax", retryMillisMax, retryMillisBase);
    }

    private static void requireRange(String name, long millis, long least) {
        if (millis < least || millis > MILLIS_MAX) {
            throw new IllegalArgumentException(
                    name + " is " + millis + "; it must be from " + least + " to " + MILLIS_MAX);
        }
    }
}
