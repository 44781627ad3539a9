package dev.syncdb.client;

/**
 * How a client stands with its server at one moment, for an app to draw. Immutable.
 *
 * <p>Moments to come are given in milliseconds since 1970 by the device's wall clock.
 */
public sealed interface SyncStatus {
    /** How work and data stand, whatever the client is about. */
    Standing standing();

    /**
     * How work and data stand.
     *
     * @param pending transactions that the server has not judged
     * @param held those of them that cannot be shown
     * @param rejected transactions in {@code syncdb_rejected}
     * @param complete false until a first sync has brought everything, and again while everything
     *     is fetched anew: what is shown is then nothing, a part, or old
     * @param backfilling true if an update of the app brought columns of which the server may know
     *     more than is here: until a pull is complete they may hold defaults
     * @param caughtUp true if the last sync of this run of the app left nothing to do, and nothing
     *     was committed here since
     * @param lastSyncedMillis when a sync last left nothing to do; after opening, when one last
     *     changed something; 0 for never
     */
    record Standing(
            int pending,
            int held,
            long rejected,
            boolean complete,
            boolean backfilling,
            boolean caughtUp,
            long lastSyncedMillis) {}

    /** Nothing is going on, and nothing will unless the app asks for it. */
    record Stopped(Standing standing) implements SyncStatus {}

    /** Nothing is wrong; the next sync is planned. */
    record Idle(Standing standing, long nextMillis) implements SyncStatus {}

    /** A sync is in progress. */
    record Syncing(Standing standing, SyncProgress progress) implements SyncStatus {}

    /** The server cannot be reached; the client will try again. */
    record Offline(Standing standing, long nextMillis, RuntimeException why)
            implements SyncStatus {}

    /** The server, or something on this device, wants time; the client will try again. */
    record Waiting(Standing standing, long nextMillis, RuntimeException why)
            implements SyncStatus {}

    /**
     * Trying again will not help before something changes: the token, the app's version, the right
     * to use the space. The client asks again all the same, rarely.
     */
    record Refused(Standing standing, long nextMillis, RuntimeException why)
            implements SyncStatus {}

    /** The client is closed. */
    record Closed(Standing standing) implements SyncStatus {}
}
