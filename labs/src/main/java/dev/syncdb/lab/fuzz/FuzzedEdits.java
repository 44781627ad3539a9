package dev.syncdb.lab.fuzz;

import dev.syncdb.delta.JsonMap;
import dev.syncdb.delta.JsonPath;
import dev.syncdb.delta.ListEdit;
import dev.syncdb.delta.ListMerge;
import dev.syncdb.delta.MapEdit;
import dev.syncdb.delta.SetEdit;
import dev.syncdb.delta.TextDelta;
import dev.syncdb.delta.TextEdit;
import dev.syncdb.delta.TextMerge;
import dev.syncdb.value.Bytes;

import java.util.List;
import java.util.Set;

/**
 * Edits of collections, in JSON, and of texts: what was read is written as it is read again.
 * Stateless.
 */
final class FuzzedEdits {
    private static final List<String> BASE = List.of("1", "\"a\"", "{\"id\":7}", "null");

    /** Of longer texts an edit is read, and not done. */
    private static final int UNITS_MAX = 1 << 14;

    private FuzzedEdits() {}

    /** An edit of a set leaves a set behind. */
    static void set(String text) {
        SetEdit edit = SetEdit.parse(text);
        if (edit != null) {
            Set<String> after = SetEdit.elements(edit.applied(text));
            boolean all = after != null && after.containsAll(edit.added());
            require(all && edit.equals(SetEdit.parse(edit.text())), text, edit.text());
        }
    }

    /** An edit of a list leaves all behind that is new, and goes together with itself. */
    static void list(String text) {
        ListEdit edit = ListEdit.parse(text);
        if (edit == null) {
            return;
        }
        require(edit.equals(ListEdit.parse(edit.text())), text, edit.text());
        ListEdit fitting = ListEdit.between(BASE, edit.appended(BASE));
        List<String> after = fitting.applied(BASE);
        require(after.equals(edit.appended(BASE)), text, fitting.text());
        ListMerge.Merged merged = ListMerge.of(BASE, ListEdit.between(BASE, BASE), fitting, true);
        require(merged.elements().equals(after), text, fitting.text());
        if (edit.isOf(BASE)) {
            edit.applied(BASE);
        }
    }

    /** An edit of a map leaves a map behind, unless it is too deep. */
    static void map(String text) {
        MapEdit edit = MapEdit.parse(text);
        if (edit == null) {
            return;
        }
        require(edit.equals(MapEdit.parse(edit.text())), text, edit.text());
        for (JsonPath path : edit.paths()) {
            require(path.equals(JsonPath.parse(path.text())), text, path.text());
        }
        String after = edit.applied("{\"a\":{\"b\":1}}");
        JsonMap map = JsonMap.parse(after);
        require(map == null || map.text().equals(after), text, after);
    }

    /** An edit of a text can be taken back, and comes to the same before and after another one. */
    static void text(byte[] input) {
        TextEdit edit = TextEdit.read(Bytes.copyOf(input));
        if (edit == null) {
            return;
        }
        String shown = edit.shown();
        require(edit.equals(TextEdit.read(edit.toBytes())), shown, "other bytes");
        if (edit.length() > UNITS_MAX) {
            return;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < edit.length(); i++) {
            text.append((char) ('a' + i % 26));
        }
        String before = text.toString();
        TextDelta delta = edit.delta();
        String after = delta.applied(before);
        require(after.length() == before.length() + delta.growth(), shown, after);
        require(delta.inverse(before).applied(after).equals(before), shown, after);
        int half = before.length() / 2;
        TextDelta other = TextDelta.of(
                List.of(new TextDelta.Hunk(half, (before.length() - half) / 2, "other")));
        TextMerge both = TextMerge.of(delta, other);
        String first = both.done().applied(other.applied(before));
        require(first.equals(both.left().applied(after)), shown, first);
        edit.isOf(before);
    }

    private static void require(boolean holds, String read, String written) {
        if (!holds) {
            throw new AssertionError(read + " became " + written);
        }
    }
}
