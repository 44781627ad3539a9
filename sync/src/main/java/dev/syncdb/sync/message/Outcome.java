package dev.syncdb.sync.message;

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
 */
public record Outcome(
        long number, @Nullable Rejection rejection, List<Long> handles, List<RowName> differing) {
    public Outcome {
        handles = List.copyOf(handles);
        differing = List.copyOf(differing);
    }
}
