package dev.syncdb.client;

import dev.syncdb.client.replica.Judged;
import dev.syncdb.sync.message.Postponement;

import org.jspecify.annotations.Nullable;

/**
 * What one sync came to, over all its requests.
 *
 * @param caughtUp false if something is pending that the server would not judge now
 * @param traffic how much it took
 * @param rowsReceived changes of rows that came
 * @param rowsChanged rows that look different
 * @param judged what the server did with own transactions
 * @param postponed why the server would not judge something now; null if it did, or did not say
 */
public record SyncResult(
        boolean caughtUp,
        Traffic traffic,
        int rowsReceived,
        int rowsChanged,
        Judged judged,
        @Nullable Postponement postponed) {
    /** Requests, and the bytes of their bodies and of the responses' bodies. */
    public record Traffic(int requests, long bytesUp, long bytesDown) {}

    /** Own transactions that the server applied. */
    public int accepted() {
        return judged.accepted();
    }

    /** Own transactions that the server refused for good. */
    public int rejected() {
        return judged.rejected();
    }

    /**
     * Rows of accepted ones where the server did not do just what was asked: a conflict, or a row
     * gone.
     */
    public int differing() {
        return judged.differing();
    }
}
