package dev.syncdb.merge;

import dev.syncdb.delta.SetEdit;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What came to a set and what went out of it. NULL is the empty set. Stateless. */
final class SetKind implements EditKind {
    static final SetKind INSTANCE = new SetKind();

    private SetKind() {}

    @Override
    public @Nullable Value between(Value before, Value after) {
        String now = EditKind.textOf(after);
        SetEdit edit = now == null || !EditKind.isTextOrNull(before)
                ? null
                : SetEdit.between(EditKind.textOf(before), now);
        return edit == null ? null : Value.of(edit.text());
    }

    @Override
    public boolean isEdit(Value edit) {
        String text = EditKind.textOf(edit);
        return text != null && SetEdit.parse(text) != null;
    }

    @Override
    public boolean takes(Value current) {
        return EditKind.isTextOrNull(current) && SetEdit.elements(EditKind.textOf(current)) != null;
    }

    @Override
    public Value applied(Value current, Value edit, @Nullable Value before) {
        return Value.of(required(edit).applied(EditKind.textOf(current)));
    }

    @Override
    public MergedCell merged(Meeting meeting) {
        ElementVersions elements = meeting.parts();
        SetEdit edit = required(meeting.cell().after());
        List<String> removed = new ArrayList<>(edit.removed());
        // Also where its author wrote the set since: that did not make it see the element.
        boolean kept = removed.removeIf(each -> meeting.claim().concurrentWith(elements.of(each)));
        Set<String> there = elementsOf(meeting.stored());
        List<String> again = new ArrayList<>(edit.added());
        again.retainAll(there);
        Value stands = Value.of(new SetEdit(edit.added(), removed).text());
        Value value = applied(meeting.stored(), stands, null);
        MergedCell merged = meeting.took(takes(meeting.stored()), value);
        return new MergedCell(value, merged.differs() || kept, merged.clashes(), again);
    }

    @Override
    public Value shown(Value edit) {
        return Value.of(required(edit).shown());
    }

    private static Set<String> elementsOf(Value set) {
        Set<String> elements = SetEdit.elements(EditKind.textOf(set));
        return elements == null ? Set.of() : elements;
    }

    private static SetEdit required(Value edit) {
        SetEdit read = SetEdit.parse(edit.asText());
        if (read == null) {
            throw new IllegalArgumentException("no edit of a set: " + edit);
        }
        return read;
    }
}
