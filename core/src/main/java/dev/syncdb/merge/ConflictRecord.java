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
        Decision decision) {
    /** What clashed. */
    public enum Kind {
        /** Two values for one cell. */
        UPDATE_UPDATE,
        /** An edit of a row that somebody else had deleted. */
        UPDATE_DELETE,
        /** A delete of a row that somebody else had edited. */
        DELETE_UPDATE,
        /** Two rows that were inserted under one primary key. */
        INSERT_INSERT,
        /** Two rows with the same values in columns that are UNIQUE. */
        UNIQUE,
        /** A row that refers to one that somebody else had deleted. */
        FOREIGN_KEY,
        /** A move that would make a row its own ancestor. */
        CYCLE,
        /** Two edits of one cell that were merged although they touch the same part of it. */
        OVERLAP
    }

    /**
     * Which of the two edits stays, and why.
     *
     * @param policy the rule of the column, or the policy of the row or constraint, that decided
     * @param incomingWon true if the edit that arrived stays
     * @param open true if somebody is to look at it; false if the policy has settled it
     */
    public record Decision(String policy, boolean incomingWon, boolean open) {
        /** Settled by a policy. */
        public static Decision by(String policy, boolean incomingWon) {
            return new Decision(policy, incomingWon, false);
        }
    }

    /** One of the two edits: its value, or all cells of the row as text, and who wrote it when. */
    public record Side(Value value, CellVersion author) {}

    /** The edit that gave way. */
    public Side loser() {
        return decision.incomingWon() ? stored : incoming;
    }

    /** The edit that stays. */
    public Side winner() {
        return decision.incomingWon() ? incoming : stored;
    }
}
