package dev.syncdb.sync.push;

import dev.syncdb.change.RowName;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What became of one pushed transaction. The server keeps it until the client has acknowledged it.
 *
 * @param number the transaction
 * @param rejection why nothing of it was applied, or null if it was applied
 * @param handles the handles of the rows that it inserted, in order of its operations
 * @param differing the rows where the server did not do just what the operations say: a cell lost,
 *     an edit of a row that was gone, a rejected write; the page says what they are now
 * @param conflicts how many conflicts were recorded, whichever side gave way
 */
public record Outcome(
        long number,
        @Nullable Rejection rejection,
        List<Long> handles,
        List<RowName> differing,
        int conflicts) {
    /** What became of a transaction, in one word. */
    public enum Kind {
        /** The server did just what it says. */
        APPLIED,
        /** The server did something else in some row, and nobody's edit was lost by it. */
        MERGED,
        /** It met edits that it had not seen: each left a record of what gave way. */
        CONFLICT,
        /** Nothing of it was done, nor ever will be. */
        REJECTED
    }

    public Outcome {
        handles = List.copyOf(handles);
        differing = List.copyOf(differing);
    }

    /** The outcome of a transaction that met no conflict. */
    public Outcome(
            long number,
            @Nullable Rejection rejection,
            List<Long> handles,
            List<RowName> differing) {
        this(number, rejection, handles, differing, 0);
    }

    /** The same of the transaction of another number. */
    public Outcome of(long other) {
        return new Outcome(other, rejection, handles, differing, conflicts);
    }

    public Kind kind() {
        if (rejection != null) {
            return Kind.REJECTED;
        }
        if (conflicts > 0) {
            return Kind.CONFLICT;
        }
        return differing.isEmpty() ? Kind.APPLIED : Kind.MERGED;
    }
}
