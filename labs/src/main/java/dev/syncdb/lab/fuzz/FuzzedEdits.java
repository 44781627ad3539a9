package dev.syncdb.lab.fuzz;

import dev.syncdb.delta.JsonMap;
import dev.syncdb.delta.JsonPath;
import dev.syncdb.delta.ListEdit;
import dev.syncdb.delta.ListMerge;
import dev.syncdb.delta.MapEdit;
import dev.syncdb.delta.SetEdit;

import java.util.List;
import java.util.Set;

/** Edits of collections in JSON: what was read is written as it is read again. Stateless. */
final class FuzzedEdits {
    private static final List<String> BASE = List.of("1", "\"a\"", "{\"id\":7}", "null");

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

    private static void require(boolean holds, String read, String written) {
        if (!holds) {
            throw new AssertionError(read + " became " + written);
        }
    }
}
