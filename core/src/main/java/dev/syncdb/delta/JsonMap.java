package dev.syncdb.delta;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * An object in JSON, and the objects in it, by their paths. Arrays are values as a whole. Members
 * keep their order, and new ones come last. Changed in place; confined to its caller.
 */
public final class JsonMap implements JsonNode {
    private final Map<String, JsonNode> members = new LinkedHashMap<>();

    /** An object without members. */
    public JsonMap() {}

    /**
     * Reads an object; null if the text is none, or an object in it, arrays aside, has two members
     * of one name.
     */
    public static @Nullable JsonMap parse(String text) {
        JsonText json = new JsonText(text);
        JsonMap map = read(json, 1);
        return map != null && json.atEnd() ? map : null;
    }

    private static @Nullable JsonMap read(JsonText json, int depth) {
        if (depth > JsonText.DEPTH_MAX || !json.take('{')) {
            return null;
        }
        JsonMap map = new JsonMap();
        if (json.take('}')) {
            return map;
        }
        do {
            String written = json.takeString();
            String name = written == null ? null : JsonString.meant(written);
            JsonNode member = name == null || !json.take(':') ? null : member(json, depth + 1);
            boolean isNew = name != null && member != null && map.members.put(name, member) == null;
            if (!isNew) {
                return null;
            }
        } while (json.take(','));
        return json.take('}') ? map : null;
    }

    private static @Nullable JsonNode member(JsonText json, int depth) {
        if (json.isAt('{')) {
            return read(json, depth);
        }
        String text = json.takeValue(depth);
        return text == null ? null : new Leaf(text);
    }

    /** What is at the path, in JSON without blanks; null if nothing is. */
    public @Nullable String get(JsonPath path) {
        JsonNode node = node(path);
        return node == null ? null : node.text();
    }

    /**
     * What a value that is put at the path takes the place of: what is there, or what is in its way
     * because it is no object.
     *
     * @param path not that of the object itself
     */
    public JsonPath met(JsonPath path) {
        JsonMap holder = this;
        JsonPath walked = JsonPath.ROOT;
        for (String name : path.parent().names()) {
            JsonNode inner = holder.members.get(name);
            walked = walked.then(name);
            if (!(inner instanceof JsonMap map)) {
                return inner == null ? path : walked;
            }
            holder = map;
        }
        return path;
    }

    /**
     * Puts a value, and the objects around it where they are not there, or something else is in
     * their place.
     *
     * @param path not that of the object itself
     * @param json a value without blanks
     */
    public void put(JsonPath path, String json) {
        JsonMap holder = this;
        List<String> names = path.names();
        for (String name : names.subList(0, names.size() - 1)) {
            JsonNode inner = holder.members.get(name);
            JsonMap next = inner instanceof JsonMap map ? map : new JsonMap();
            holder.members.put(name, next);
            holder = next;
        }
        JsonMap map = parse(json);
        holder.members.put(names.get(names.size() - 1), map == null ? new Leaf(json) : map);
    }

    /** Removes what is at the path, if anything is; not the object itself. */
    public void remove(JsonPath path) {
        List<String> names = path.names();
        if (node(path.parent()) instanceof JsonMap holder) {
            holder.members.remove(names.get(names.size() - 1));
        }
    }

    Map<String, JsonNode> members() {
        return members;
    }

    @Override
    public String text() {
        StringJoiner text = new StringJoiner(",", "{", "}");
        members.forEach((name, node) -> text.add(JsonString.of(name) + ":" + node.text()));
        return text.toString();
    }

    private @Nullable JsonNode node(JsonPath path) {
        JsonNode node = this;
        for (String name : path.names()) {
            node = node instanceof JsonMap map ? map.members.get(name) : null;
        }
        return node;
    }
}
