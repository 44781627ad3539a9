package dev.syncdb.client;

import dev.syncdb.client.replica.Judged;
import dev.syncdb.error.Retryable;
import dev.syncdb.sync.push.Postponement;

import org.jspecify.annotations.Nullable;

/**
 * What one sync came to, over all its requests. What it reached is kept, however it ended: pages
 * that came are on disk, and the next sync goes on behind them.
 *
 * @param ending why it ended
 * @param own what became of the client's own transactions
 * @param rows what came from the server
 * @param traffic how much it took
 * @param error what went wrong; null if the ending is CAUGHT_UP or DEADLINE
 */
public record SyncResult(
        Ending ending,
        Own own,
        Rows rows,
        Traffic traffic,
        @Nullable RuntimeException error) {
    /** Why a sync ended. */
    public enum Ending {
        /** Client and server have all of each other. */
        CAUGHT_UP,
        /** The time that the caller gave was over. */
        DEADLINE,
        /** The server wants the client to wait, or would not judge now what is pending. */
        WAIT,
        /** The server could not be reached. */
        OFFLINE,
        /** Trying again will not help: another token, another version of the app may. */
        REFUSED,
        /** Something on this side failed that may pass: the disk, a long transaction, a fault. */
        FAILED
    }

    /**
     * What became of the client's own transactions.
     *
     * @param judged what the server did with them
     * @param pending at the end, the server had not judged them
     * @param postponed why it would not judge something now; null if it did, or did not say
     */
    public record Own(Judged judged, int pending, @Nullable Postponement postponed) {
        /** Those that the server applied. */
        public int accepted() {
            return judged.accepted();
        }

        /**
         * Rows of accepted ones where the server did not do just what was asked: a conflict, or a
         * row gone.
         */
        public int differing() {
            return judged.differing();
        }

        /** Those that the server refused for good; they stand in {@code syncdb_rejected}. */
        public int rejected() {
            return judged.rejected();
        }
    }

    /**
     * What came from the server.
     *
     * @param received changes of rows
     * @param changed rows that look different now; 0 if no pull became visible
     */
    public record Rows(long received, long changed) {}

    /** Requests, and the bytes of their bodies and of the responses' bodies. */
    public record Traffic(int requests, long bytesUp, long bytesDown) {}

    /** True if client and server have all of each other. */
    public boolean caughtUp() {
        return ending == Ending.CAUGHT_UP;
    }

    /** How long the server asked the client to wait, in milliseconds; 0 if it did not. */
    public long retryAfterMillis() {
        return error instanceof Retryable later ? later.retryAfterMillis() : 0;
    }

    /**
     * This result, for a caller that wants to hear of failures as failures. A deadline that passed
     * is none.
     */
    public SyncResult orThrow() {
        if (error != null) {
            throw error;
        }
        return this;
    }
}
