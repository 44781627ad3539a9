package dev.syncdb.merge;

import dev.syncdb.delta.JsonArray;
import dev.syncdb.delta.ListEdit;
import dev.syncdb.delta.ListMerge;
import dev.syncdb.merge.ConflictRecord.Decision;
import dev.syncdb.merge.ConflictRecord.Side;
import dev.syncdb.schema.MergeRule;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What was made of a list. An edit says so by the places of the list before, so that it fits that
 * list alone; on any other one it is merged, for which the list before has to be known. NULL is the
 * empty list. Stateless.
 */
final class ListKind implements EditKind {
    static final ListKind INSTANCE = new ListKind();

    private ListKind() {}

    @Override
    public @Nullable Value between(Value before, Value after) {
        String now = EditKind.textOf(after);
        ListEdit edit = now == null || !EditKind.isTextOrNull(before)
                ? null
                : ListEdit.between(EditKind.textOf(before), now);
        return edit == null ? null : Value.of(edit.text());
    }

    @Override
    public boolean isEdit(Value edit) {
        String text = EditKind.textOf(edit);
        return text != null && ListEdit.parse(text) != null;
    }

    @Override
    public boolean takes(Value current) {
        return elements(current) != null;
    }

    /** The same as the server's merge, of an edit that counts as the later one. */
    @Override
    public Value applied(Value current, Value edit, @Nullable Value before) {
        ListEdit read = required(edit);
        List<String> found = elements(current);
        List<String> there = found == null ? List.of() : found;
        if (read.isOf(there)) {
            return list(read.applied(there));
        }
        List<String> base = before == null ? null : elements(before);
        return list(
                base == null || !read.isOf(base)
                        ? read.appended(there)
                        : ListMerge.of(base, ListEdit.between(base, there), read, true)
                                .elements());
    }

    @Override
    public MergedCell merged(Meeting meeting) {
        Value stored = meeting.stored();
        ListEdit edit = required(meeting.cell().after());
        List<String> there = elements(stored);
        if (there != null && !meeting.isUnseen() && edit.isOf(there)) {
            return MergedCell.of(list(edit.applied(there)), false);
        }
        Value before = meeting.base();
        List<String> told = before == null ? null : elements(before);
        List<String> base = told != null && edit.isOf(told) ? told : null;
        if (there == null) {
            List<String> all = base == null ? edit.appended(List.of()) : edit.applied(base);
            return meeting.took(false, list(all));
        }
        if (base == null) {
            Decision open = new Decision(MergeRule.LIST.name(), false, true);
            return overlapping(
                    meeting, list(edit.appended(there)), null, Value.of(edit.shown()), open);
        }
        boolean later = meeting.isLaterThan(meeting.writer());
        ListMerge.Merged merged = ListMerge.of(base, ListEdit.between(base, there), edit, later);
        Value value = list(merged.elements());
        Decision settled = Decision.by(MergeRule.LIST.name(), later);
        return merged.overlap()
                ? overlapping(meeting, value, before, list(edit.applied(base)), settled)
                : MergedCell.of(value, true);
    }

    @Override
    public Value shown(Value edit) {
        return Value.of(required(edit).shown());
    }

    private static MergedCell overlapping(
            Meeting meeting, Value value, @Nullable Value base, Value incoming, Decision decision) {
        Side stored = new Side(meeting.stored(), meeting.writer());
        MergedCell.Clash clash =
                new MergedCell.Clash(ConflictRecord.Kind.OVERLAP, base, stored, incoming, decision);
        return new MergedCell(value, true, List.of(clash), List.of());
    }

    private static Value list(List<String> elements) {
        return Value.of(JsonArray.of(elements));
    }

    private static @Nullable List<String> elements(Value value) {
        return EditKind.isTextOrNull(value) ? ListEdit.elements(EditKind.textOf(value)) : null;
    }

    private static ListEdit required(Value edit) {
        ListEdit read = ListEdit.parse(edit.asText());
        if (read == null) {
            throw new IllegalArgumentException("no edit of a list: " + edit);
        }
        return read;
    }
}
