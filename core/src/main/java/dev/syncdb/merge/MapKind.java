package dev.syncdb.merge;

import dev.syncdb.delta.JsonMap;
import dev.syncdb.delta.JsonPath;
import dev.syncdb.delta.MapEdit;
import dev.syncdb.schema.MergeRule;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Which members of a map were put and which removed. NULL is the empty map. Stateless. */
final class MapKind implements EditKind {
    static final MapKind INSTANCE = new MapKind();

    private MapKind() {}

    @Override
    public @Nullable Value between(Value before, Value after) {
        String now = EditKind.textOf(after);
        MapEdit edit = now == null || !EditKind.isTextOrNull(before)
                ? null
                : MapEdit.between(EditKind.textOf(before), now);
        return edit == null ? null : Value.of(edit.text());
    }

    @Override
    public boolean isEdit(Value edit) {
        String text = EditKind.textOf(edit);
        return text != null && MapEdit.parse(text) != null;
    }

    @Override
    public boolean takes(Value current) {
        return EditKind.isTextOrNull(current) && MapEdit.map(EditKind.textOf(current)) != null;
    }

    @Override
    public Value applied(Value current, Value edit, @Nullable Value before) {
        return Value.of(required(edit).applied(EditKind.textOf(current)));
    }

    @Override
    public MergedCell merged(Meeting meeting) {
        Value stored = meeting.stored();
        MapEdit edit = required(meeting.cell().after());
        JsonMap there = takes(stored) ? MapEdit.map(EditKind.textOf(stored)) : null;
        if (there == null) {
            return meeting.took(false, Value.of(edit.applied(null)));
        }
        PathVersions versions = new PathVersions(meeting.parts());
        boolean differs = meeting.isUnseen();
        List<MergedCell.Clash> clashes = new ArrayList<>();
        Set<JsonPath> lost = new HashSet<>();
        for (JsonPath path : edit.paths()) {
            CellVersion unseen = versions.unseen(path, meeting.claim());
            String found = there.get(path);
            String wanted = edit.puts().get(path);
            differs |= unseen != null;
            if (unseen != null && !Objects.equals(found, wanted)) {
                boolean won = meeting.isLaterThan(unseen);
                JsonPath met = there.met(path);
                clashes.add(new MergedCell.Clash(
                        ConflictRecord.Kind.UPDATE_UPDATE,
                        baseOf(path, meeting.base()),
                        new ConflictRecord.Side(shown(met, there.get(met)), unseen),
                        shown(path, wanted),
                        ConflictRecord.Decision.by(MergeRule.MAP.name(), won)));
                if (!won) {
                    lost.add(path);
                }
            }
        }
        Value value = Value.of(edit.without(lost).applied(EditKind.textOf(stored)));
        return new MergedCell(value, differs, clashes, List.of());
    }

    @Override
    public Value shown(Value edit) {
        return Value.of(required(edit).shown());
    }

    private static @Nullable Value baseOf(JsonPath path, @Nullable Value base) {
        if (base == null || !EditKind.isTextOrNull(base)) {
            return null;
        }
        JsonMap map = MapEdit.map(EditKind.textOf(base));
        return map == null ? null : shown(path, map.get(path));
    }

    private static Value shown(JsonPath path, @Nullable String value) {
        return Value.of(MapEdit.shown(path, value));
    }

    private static MapEdit required(Value edit) {
        MapEdit read = MapEdit.parse(edit.asText());
        if (read == null) {
            throw new IllegalArgumentException("no edit of a map: " + edit);
        }
        return read;
    }
}
