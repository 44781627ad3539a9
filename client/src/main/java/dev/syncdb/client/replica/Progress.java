package dev.syncdb.client.replica;

import dev.syncdb.sync.push.Postponement;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What one response came to.
 *
 * @param next what to do now
 * @param rowsReceived changes of rows in the page
 * @param rowsChanged rows that now look different; 0 unless the page was the last
 * @param judged what the server did with own transactions; none unless the page was the last
 * @param postponed why the server did not judge all of the push; null where it did, or did not say
 */
public record Progress(
        Next next,
        int rowsReceived,
        int rowsChanged,
        Judged judged,
        @Nullable Postponement postponed,
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

    /** A response after which another request is due at once. */
    static Progress again(int rowsReceived, List<ReplicaEvent> events) {
        return new Progress(Next.AGAIN, rowsReceived, 0, Judged.NONE, null, events);
    }

    /** Own transactions that the server applied. */
    public int accepted() {
        return judged.accepted();
    }

    /** Rows of theirs where the server did not do just what was asked. */
    public int differing() {
        return judged.differing();
    }
}
