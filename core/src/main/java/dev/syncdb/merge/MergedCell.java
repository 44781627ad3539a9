package dev.syncdb.merge;

import dev.syncdb.delta.TextDelta;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What became of a cell and a relative edit of it. Immutable.
 *
 * @param value what is there now
 * @param differs true if the author of the edit is to be told of the row
 * @param clashes where they touched the same, of which one gave way
 * @param again elements that the edit added and that were there already
 * @param done what was done of an edit of a text; null of all others, and where its author cannot
 *     tell
 */
public record MergedCell(
        Value value,
        boolean differs,
        List<Clash> clashes,
        List<String> again,
        @Nullable TextDelta done) {
    public MergedCell {
        clashes = List.copyOf(clashes);
        again = List.copyOf(again);
    }

    MergedCell(Value value, boolean differs, List<Clash> clashes, List<String> again) {
        this(value, differs, clashes, again, null);
    }

    /** Nothing gave way. */
    static MergedCell of(Value value, boolean differs) {
        return new MergedCell(value, differs, List.of(), List.of());
    }

    /**
     * What a record will say of two edits, besides of what row.
     *
     * @param base what the author of the edit saw there; null if that is not known
     * @param incoming what the edit makes of that
     */
    public record Clash(
            ConflictRecord.Kind kind,
            @Nullable Value base,
            ConflictRecord.Side stored,
            Value incoming,
            ConflictRecord.Decision decision) {}
}
