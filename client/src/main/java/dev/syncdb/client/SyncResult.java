package dev.syncdb.client;

/**
 * What one sync came to, over all its requests.
 *
 * @param caughtUp false if something is pending that the server would not judge now
 * @param traffic how much it took
 * @param rowsReceived changes of rows that came
 * @param rowsChanged rows that look different
 * @param accepted own transactions that the server applied
 * @param rejected own transactions that the server refused for good
 * @param differing rows of accepted ones where the server did not do just what was asked: a
 *     conflict, or a row gone
 */
public record SyncResult(
        boolean caughtUp,
        Traffic traffic,
        int rowsReceived,
        int rowsChanged,
        int accepted,
        int rejected,
        int differing) {
    /** Requests, and the bytes of their bodies and of the responses' bodies. */
    public record Traffic(int requests, long bytesUp, long bytesDown) {}
}
