package dev.syncdb.merge;

import dev.syncdb.change.Cell;
import dev.syncdb.delta.TextDelta;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A cell as the server has it, and a relative edit of it that arrives. Lives for that edit.
 *
 * @param table that of the cell
 * @param stored what is there
 * @param versions who wrote it
 * @param seen what the author of the edit saw there
 */
public record Meeting(
        Table table, Cell cell, Value stored, RowVersions versions, Claim claim, Seen seen) {
    /** What the author of an edit saw in a cell. It is asked only where that is needed. */
    public interface Seen {
        /** What was there, or null if that is not known. */
        @Nullable
        Value value();

        /** What has come into a text since, or null if that is not known. */
        default @Nullable TextDelta unseen() {
            return null;
        }
    }

    /** Who wrote the cell last. */
    CellVersion writer() {
        return versions.cell(cell.column());
    }

    /** Who wrote its parts. */
    ElementVersions parts() {
        return versions.parts(cell.column());
    }

    /** True if somebody else wrote the cell without the author of the edit having seen it. */
    boolean isUnseen() {
        return claim.concurrentWith(writer());
    }

    /** What has come into a text since its author saw it, or null if that is not known. */
    @Nullable
    TextDelta unseen() {
        return seen.unseen();
    }

    /** True if the edit counts as made after another one, or at the same time. */
    boolean isLaterThan(CellVersion other) {
        return claim.effectiveMillis() >= other.effectiveMillis();
    }

    /** What the author of the edit saw there, or null if that is not known. */
    @Nullable
    Value base() {
        return seen.value();
    }

    /**
     * The edit leaves a value. Its author is told if anything is in it that it has not seen.
     *
     * @param left true if something is left of what was there
     */
    MergedCell took(boolean left, Value value) {
        if (left || !isUnseen()) {
            return MergedCell.of(value, isUnseen());
        }
        MergedCell.Clash clash = new MergedCell.Clash(
                ConflictRecord.Kind.UPDATE_UPDATE,
                base(),
                new ConflictRecord.Side(stored, writer()),
                value,
                ConflictRecord.Decision.by(
                        table.columns().get(cell.column()).type().merge().name(), true));
        return new MergedCell(value, true, List.of(clash), List.of());
    }
}
