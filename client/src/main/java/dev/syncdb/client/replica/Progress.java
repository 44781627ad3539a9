package dev.syncdb.client.replica;

import java.util.List;

/**
 * What one response came to.
 *
 * @param next what to do now
 * @param rowsReceived changes of rows in the page
 * @param rowsChanged rows that now look different; 0 unless the page was the last
 * @param accepted transactions that the server applied
 * @param differing rows of theirs where the server did not do just what was asked
 */
public record Progress(
        Next next,
        int rowsReceived,
        int rowsChanged,
        int accepted,
        int differing,
        List<ReplicaEvent> events) {
    /** What to do now. */
    public enum Next {
        /** Send another request at once. */
        AGAIN,
        /** The replica has all that the server had, and the server all that was pending. */
        CAUGHT_UP,
        /** Something is pending that the server would not judge now: send another request later. */
        WAIT
    }

    public Progress {
        events = List.copyOf(events);
    }
}
