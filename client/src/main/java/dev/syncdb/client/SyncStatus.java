package dev.syncdb.client;

import org.jspecify.annotations.Nullable;

/**
 * How a client stands with its server, at one moment.
 *
 * @param pending transactions that the server has not judged
 * @param held those of them that cannot be shown
 * @param caughtUp true if, when this client last heard from the server, each had all of the other,
 *     and nothing was committed here since
 * @param lastSyncedMillis when a sync last ended well, by the device's wall clock; 0 for never
 * @param lastError why the last sync failed; null if it did not
 */
public record SyncStatus(
        State state,
        int pending,
        int held,
        boolean caughtUp,
        long lastSyncedMillis,
        @Nullable RuntimeException lastError) {
    /** What the client is about. */
    public enum State {
        /** Nothing. */
        IDLE,
        /** Talking to the server. */
        SYNCING,
        /** Waiting to try again. */
        RETRYING,
        /**
         * Trying again would not help: see the error. A later poll, or the app, tries all the same.
         */
        REFUSED,
        /** Closed. */
        CLOSED
    }
}
