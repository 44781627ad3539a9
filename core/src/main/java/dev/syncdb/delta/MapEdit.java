package dev.syncdb.delta;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/* As text: | [["path",value,…],["path",…]] |  what is put, then what is removed; JSON, no blanks */
/**
 * Which members of an object, and of the objects in it, were put and which were removed. Nothing at
 * all is the object without members. Immutable.
 *
 * @param puts the values, in JSON, by the paths of their members
 * @param removed the paths of members that went, with all that was in them
 */
public record MapEdit(Map<JsonPath, String> puts, List<JsonPath> removed) {
    /** A larger map is a document, and is kept as a whole. */
    public static final int CHARS_MAX = 1 << 20;

    public MapEdit {
        puts = Collections.unmodifiableMap(new LinkedHashMap<>(puts));
        removed = List.copyOf(removed);
    }

    /**
     * What makes one map of another; null if one of them is none, or is too large.
     *
     * @param before null for the map without members
     */
    public static @Nullable MapEdit between(@Nullable String before, String after) {
        boolean large = after.length() > CHARS_MAX;
        if (large || (before != null && before.length() > CHARS_MAX)) {
            return null;
        }
        JsonMap old = map(before);
        JsonMap now = JsonMap.parse(after);
        if (old == null || now == null) {
            return null;
        }
        Map<JsonPath, String> puts = new LinkedHashMap<>();
        List<JsonPath> removed = new ArrayList<>();
        compare(JsonPath.ROOT, old, now, puts, removed);
        return new MapEdit(puts, removed);
    }

    private static void compare(
            JsonPath path,
            JsonMap old,
            JsonMap now,
            Map<JsonPath, String> puts,
            List<JsonPath> removed) {
        for (String name : old.members().keySet()) {
            if (!now.members().containsKey(name)) {
                removed.add(path.then(name));
            }
        }
        now.members().forEach((name, member) -> {
            JsonNode found = old.members().get(name);
            JsonPath there = path.then(name);
            if (member instanceof JsonMap inner && found instanceof JsonMap before) {
                compare(there, before, inner, puts, removed);
            } else if (member instanceof JsonMap inner && found == null && !isEmpty(inner)) {
                // Member by member, so that two who make the same object both add to it.
                compare(there, new JsonMap(), inner, puts, removed);
            } else if (found == null || !found.text().equals(member.text())) {
                puts.put(there, member.text());
            }
        });
    }

    private static boolean isEmpty(JsonMap map) {
        return map.members().isEmpty();
    }

    /** Reads what {@link #text} wrote; null if it is nothing like that. */
    public static @Nullable MapEdit parse(String text) {
        List<String> parts = JsonArray.elements(text, 1);
        if (parts == null || parts.size() != 2) {
            return null;
        }
        List<String> put = JsonArray.elements(parts.get(0));
        List<String> gone = JsonArray.elements(parts.get(1));
        if (put == null || gone == null || put.size() % 2 != 0) {
            return null;
        }
        Map<JsonPath, String> puts = new LinkedHashMap<>();
        for (int i = 0; i < put.size(); i += 2) {
            JsonPath path = member(put.get(i));
            if (path == null || puts.put(path, put.get(i + 1)) != null) {
                return null;
            }
        }
        List<JsonPath> removed = new ArrayList<>();
        for (String each : gone) {
            JsonPath path = member(each);
            if (path == null) {
                return null;
            }
            removed.add(path);
        }
        return new MapEdit(puts, removed);
    }

    private static @Nullable JsonPath member(String json) {
        String text = JsonString.read(json);
        JsonPath path = text == null ? null : JsonPath.parse(text);
        return path == null || path.equals(JsonPath.ROOT) ? null : path;
    }

    /** The map that a text is; null if it is none. Nothing is the one without members. */
    public static @Nullable JsonMap map(@Nullable String text) {
        return text == null ? new JsonMap() : JsonMap.parse(text);
    }

    /**
     * The map after this edit. What is no map counts as one without members.
     *
     * @param map null for the map without members
     */
    public String applied(@Nullable String map) {
        JsonMap found = map(map);
        JsonMap after = found == null ? new JsonMap() : found;
        removed.forEach(after::remove);
        puts.forEach(after::put);
        return after.text();
    }

    /** This edit without what it does at some paths. */
    public MapEdit without(Set<JsonPath> paths) {
        Map<JsonPath, String> others = new LinkedHashMap<>(puts);
        others.keySet().removeAll(paths);
        List<JsonPath> left = new ArrayList<>(removed);
        left.removeAll(paths);
        return new MapEdit(others, left);
    }

    /** All that is put and removed. */
    public List<JsonPath> paths() {
        List<JsonPath> paths = new ArrayList<>(removed);
        paths.addAll(puts.keySet());
        return paths;
    }

    /** The edit as it travels. */
    public String text() {
        List<String> put = new ArrayList<>();
        puts.forEach((path, value) -> {
            put.add(JsonString.of(path.text()));
            put.add(value);
        });
        List<String> gone = new ArrayList<>();
        removed.forEach(path -> gone.add(JsonString.of(path.text())));
        return "[" + JsonArray.of(put) + "," + JsonArray.of(gone) + "]";
    }

    /** The edit for people: {@code $.a=1 -$.b}. */
    public String shown() {
        StringJoiner words = new StringJoiner(" ");
        puts.forEach((path, value) -> words.add(shown(path, value)));
        removed.forEach(path -> words.add(shown(path, null)));
        return words.toString();
    }

    /** What is at one path, for people; null if nothing is. */
    public static String shown(JsonPath path, @Nullable String value) {
        return value == null ? "-" + path.text() : path.text() + "=" + value;
    }
}
