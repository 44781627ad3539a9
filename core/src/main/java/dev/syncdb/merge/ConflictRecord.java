package dev.syncdb.merge;

import dev.syncdb.change.RowName;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

/**
 * Two edits that did not know of each other, and which of them stays. Nothing is dropped without
 * one of these.
 *
 * @param column name of the cell's column, or "" where the whole row is meant
 * @param base the newest commit that the author of the incoming edit had seen
 * @param baseValue what that author saw there, all cells of the row as text where the whole row is
 *     meant; null where nobody can say it any more
 * @param stored who wrote the value that was there
 * @param incoming who wrote the value that arrived
 */
public record ConflictRecord(
        Kind kind,
        RowName row,
        String column,
        long base,
        @Nullable Value baseValue,
        Side stored,
        Side incoming,
        boolean incomingWon) {
    /** What clashed. */
    public enum Kind {
        /** Two values for one cell. */
        UPDATE_UPDATE,
        /** An edit of a row that somebody else had deleted; the delete stays. */
        UPDATE_DELETE,
        /** A delete of a row that somebody else had edited; the delete stays. */
        DELETE_UPDATE
    }

    /** One of the two edits: its value, or all cells of the row as text, and who wrote it when. */
    public record Side(Value value, CellVersion author) {}

    /** The edit that gave way. */
    public Side loser() {
        return incomingWon ? stored : incoming;
    }

    /** The edit that stays. */
    public Side winner() {
        return incomingWon ? incoming : stored;
    }
}
