package dev.syncdb.delta;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * By what the elements of two lists are told apart: objects by their ids where all of them have
 * one, else each by all that it says. Pure.
 */
final class ElementKeys {
    private static final JsonPath ID = JsonPath.ROOT.then("id");

    private ElementKeys() {}

    /** The id of an element; null if it is no object, or one without. */
    static @Nullable String id(String element) {
        JsonMap object = element.startsWith("{") ? JsonMap.parse(element) : null;
        return object == null ? null : object.get(ID);
    }

    /** The keys of both lists, of one kind. */
    static List<List<String>> of(List<String> base, List<String> after) {
        List<String> before = ids(base);
        List<String> now = before == null ? null : ids(after);
        return before == null || now == null ? List.of(base, after) : List.of(before, now);
    }

    private static @Nullable List<String> ids(List<String> elements) {
        List<String> ids = new ArrayList<>();
        Set<String> distinct = new HashSet<>();
        for (String element : elements) {
            String id = id(element);
            if (id == null || !distinct.add(id)) {
                return null;
            }
            ids.add(id);
        }
        return ids;
    }
}
