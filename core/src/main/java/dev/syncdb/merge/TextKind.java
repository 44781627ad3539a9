package dev.syncdb.merge;

import dev.syncdb.delta.TextDelta;
import dev.syncdb.delta.TextDifference;
import dev.syncdb.delta.TextEdit;
import dev.syncdb.delta.TextMerge;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.merge.ConflictRecord.Decision;
import dev.syncdb.merge.ConflictRecord.Side;
import dev.syncdb.schema.MergeRule;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What was put into a text and taken out of it. An edit says where by places of the text before; on
 * any other text it is rewritten for what has come into that meanwhile (operational transformation
 * under one order of all commits, as Jupiter does it: Nichols and others, UIST 1995). Where both
 * put something in at one place, what was there already stands to the left. NULL is the empty text.
 * Stateless.
 */
final class TextKind implements EditKind {
    static final TextKind INSTANCE = new TextKind();

    private TextKind() {}

    @Override
    public @Nullable Value between(Value before, Value after) {
        String was = text(before);
        String now = EditKind.textOf(after);
        TextEdit edit = was == null || now == null ? null : TextEdit.between(was, now);
        return edit == null ? null : Value.of(edit.toBytes());
    }

    @Override
    public boolean isEdit(Value edit) {
        return edit.type() == ValueType.BLOB && TextEdit.read(edit.asBytes()) != null;
    }

    @Override
    public boolean takes(Value current) {
        return text(current) != null;
    }

    /** True if the edit was made of that text. */
    boolean isOf(Value current, Value edit) {
        String there = text(current);
        return there != null && isEdit(edit) && required(edit).isOf(there);
    }

    /**
     * An edit of one text as it is to be done on another one; null if it is none of the former.
     *
     * @param edit of {@code before}
     */
    @Nullable
    Value again(Value before, Value edit, Value there) {
        String base = text(before);
        String text = text(there);
        TextEdit read = required(edit);
        if (base == null || text == null || !read.isOf(base)) {
            return null;
        }
        TextDelta done =
                TextMerge.of(read.delta(), TextDifference.exact(base, text)).done();
        return Value.of(
                new TextEdit(text.length(), TextEdit.check(done.applied(text)), done).toBytes());
    }

    /** The same as the server's merge where that knows no more than the text before. */
    @Override
    public Value applied(Value current, Value edit, @Nullable Value before) {
        TextEdit read = required(edit);
        String found = text(current);
        String there = found == null ? "" : found;
        String base = before == null ? null : text(before);
        if (base != null && read.isOf(base)) {
            TextDelta unseen = TextDifference.exact(base, there);
            return Value.of(TextMerge.of(read.delta(), unseen).done().applied(there));
        }
        return Value.of(read.isOf(there) ? read.delta().applied(there) : there + inserted(read));
    }

    @Override
    public MergedCell merged(Meeting meeting) {
        TextEdit edit = required(meeting.cell().after());
        String there = text(meeting.stored());
        if (there == null) {
            String base = base(meeting, edit);
            String all = base == null ? inserted(edit) : edit.delta().applied(base);
            return meeting.took(false, Value.of(all));
        }
        TextDelta unseen = meeting.unseen();
        if (unseen != null && edit.length() == there.length() - unseen.growth()) {
            if (!unseen.isNone() || edit.isOf(there)) {
                return met(meeting, edit, unseen, false);
            }
        }
        // Where all that came in is deleted again, the edit fits the text with that, too.
        if (!meeting.isUnseen() && edit.isOf(there)) {
            return met(meeting, edit, TextDelta.NONE, false);
        }
        String base = base(meeting, edit);
        if (base == null) {
            Decision open = new Decision(MergeRule.MERGED.name(), false, true);
            Value all = Value.of(there + inserted(edit));
            return overlapping(meeting, all, null, Value.of(edit.shown()), open);
        }
        return met(meeting, edit, TextDifference.exact(base, there), true);
    }

    @Override
    public Value shown(Value edit) {
        return Value.of(required(edit).shown());
    }

    /** @param differs true if the author of the edit is not told of what came into the text */
    private static MergedCell met(
            Meeting meeting, TextEdit edit, TextDelta unseen, boolean differs) {
        String there = meeting.stored().isNull() ? "" : meeting.stored().asText();
        TextMerge both = TextMerge.of(edit.delta(), unseen);
        if (both.done().splits(there)) {
            throw new Incorrect(
                    ErrorCode.MALFORMED_MESSAGE, "the edit of a text parts a character: " + edit);
        }
        Value value = Value.of(both.done().applied(there));
        if (!both.overlap()) {
            return new MergedCell(value, differs, List.of(), List.of(), both.done());
        }
        Value before = meeting.base();
        String base = before == null ? null : text(before);
        boolean known = base != null && edit.isOf(base);
        Value mine = Value.of(base != null && known ? edit.delta().applied(base) : edit.shown());
        Decision settled =
                Decision.by(MergeRule.MERGED.name(), meeting.isLaterThan(meeting.writer()));
        MergedCell overlapping = overlapping(meeting, value, known ? before : null, mine, settled);
        return new MergedCell(value, differs, overlapping.clashes(), List.of(), both.done());
    }

    /** What the author of the edit saw, if that is known and fits the edit. */
    private static @Nullable String base(Meeting meeting, TextEdit edit) {
        Value before = meeting.base();
        String base = before == null ? null : text(before);
        return base != null && edit.isOf(base) ? base : null;
    }

    private static MergedCell overlapping(
            Meeting meeting, Value value, @Nullable Value base, Value incoming, Decision decision) {
        Side stored = new Side(meeting.stored(), meeting.writer());
        MergedCell.Clash clash =
                new MergedCell.Clash(ConflictRecord.Kind.OVERLAP, base, stored, incoming, decision);
        return new MergedCell(value, true, List.of(clash), List.of());
    }

    /** All that the edit puts in. */
    private static String inserted(TextEdit edit) {
        StringBuilder inserted = new StringBuilder();
        edit.delta().hunks().forEach(hunk -> inserted.append(hunk.insert()));
        return inserted.toString();
    }

    private static @Nullable String text(Value value) {
        return value.isNull() ? "" : EditKind.textOf(value);
    }

    private static TextEdit required(Value edit) {
        TextEdit read = TextEdit.read(edit.asBytes());
        if (read == null) {
            throw new IllegalArgumentException("no edit of a text: " + edit);
        }
        return read;
    }
}
