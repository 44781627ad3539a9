package dev.syncdb.sql.plan.term;

import dev.syncdb.delta.JsonArray;
import dev.syncdb.delta.JsonMap;
import dev.syncdb.delta.JsonPath;
import dev.syncdb.delta.JsonString;
import dev.syncdb.delta.SetEdit;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.value.NumericText;
import dev.syncdb.value.RealText;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Functions on sets, lists and maps, which are arrays and objects in JSON, and on texts that are
 * edited in places. NULL is one of nothing. Places in a list, and between the characters of a text,
 * count from 0, negative ones from its end. What is put into a collection is a string, a number or
 * null.
 */
final class CollectionFunctions {
    static final List<Function> ALL = List.of(
            Function.lenient("set_add", 2, Function.ANY, a -> edited(a, true)),
            Function.lenient("set_remove", 2, Function.ANY, a -> edited(a, false)),
            Function.lenient(
                    "set_has", 2, 2, a -> Truth.of(elements("set", a[0]).contains(json(a[1])))),
            Function.lenient("list_insert", 3, Function.ANY, CollectionFunctions::insert),
            Function.lenient("list_remove", 2, 2, CollectionFunctions::remove),
            Function.lenient("list_move", 3, 3, CollectionFunctions::move),
            Function.lenient("map_put", 3, 3, CollectionFunctions::put),
            Function.lenient("map_remove", 2, 2, CollectionFunctions::removeMember),
            Function.lenient("map_get", 2, 2, CollectionFunctions::get),
            Function.lenient("text_splice", 4, 4, CollectionFunctions::splice));

    /** How SQLite writes what no JSON number is. */
    private static final String INFINITE = "9.0e+999";

    private CollectionFunctions() {}

    private static Value edited(Value[] a, boolean added) {
        String set = JsonArray.of(elements("set", a[0]));
        List<String> given = jsons(a, 1);
        SetEdit edit = added ? new SetEdit(given, List.of()) : new SetEdit(List.of(), given);
        return Value.of(edit.applied(set));
    }

    private static Value insert(Value[] a) {
        List<String> list = elements("list", a[0]);
        if (a[1].isNull()) {
            return Value.NULL;
        }
        list.addAll(clamped(a[1], list.size()), jsons(a, 2));
        return Value.of(JsonArray.of(list));
    }

    private static Value remove(Value[] a) {
        List<String> list = elements("list", a[0]);
        if (a[1].isNull()) {
            return Value.NULL;
        }
        int at = place(a[1], list.size());
        if (at >= 0) {
            list.remove(at);
        }
        return Value.of(JsonArray.of(list));
    }

    private static Value move(Value[] a) {
        List<String> list = elements("list", a[0]);
        if (a[1].isNull() || a[2].isNull()) {
            return Value.NULL;
        }
        int from = place(a[1], list.size());
        if (from >= 0) {
            int to = clamped(a[2], list.size());
            String moved = list.remove(from);
            list.add(Math.min(to, list.size()), moved);
        }
        return Value.of(JsonArray.of(list));
    }

    private static Value put(Value[] a) {
        JsonMap map = map(a[0]);
        JsonPath path = path(a[1]);
        if (path == null) {
            return Value.NULL;
        }
        requireMember(path);
        map.put(path, json(a[2]));
        return Value.of(map.text());
    }

    private static Value removeMember(Value[] a) {
        JsonMap map = map(a[0]);
        JsonPath path = path(a[1]);
        if (path == null) {
            return Value.NULL;
        }
        requireMember(path);
        map.remove(path);
        return Value.of(map.text());
    }

    private static Value get(Value[] a) {
        JsonMap map = map(a[0]);
        JsonPath path = path(a[1]);
        String found = path == null ? null : map.get(path);
        return found == null ? Value.NULL : sql(found);
    }

    private static Value splice(Value[] a) {
        if (a[1].isNull() || a[2].isNull()) {
            return Value.NULL;
        }
        String text = a[0].isNull() ? "" : Conversions.toText(a[0]);
        String inserted = a[3].isNull() ? "" : Conversions.toText(a[3]);
        int size = text.codePointCount(0, text.length());
        int place = clamped(a[1], size);
        long deleted = Math.max(0, Math.min(size - place, Conversions.toLong(a[2])));
        int start = text.offsetByCodePoints(0, place);
        int end = text.offsetByCodePoints(start, (int) deleted);
        return Value.of(text.substring(0, start) + inserted + text.substring(end));
    }

    /** The place of an element; -1 if none is there. */
    private static int place(Value index, int size) {
        long at = fromStart(index, size);
        return at < 0 || at >= size ? -1 : (int) at;
    }

    /** A place between elements, or before the first or behind the last. */
    private static int clamped(Value index, int size) {
        return (int) Math.max(0, Math.min(size, fromStart(index, size)));
    }

    private static long fromStart(Value index, int size) {
        long at = Conversions.toLong(index);
        return at < 0 ? at + size : at;
    }

    private static List<String> elements(String kind, Value array) {
        boolean text = array.type() == ValueType.TEXT;
        List<String> elements = text ? JsonArray.elements(array.asText()) : null;
        if (elements == null && !array.isNull()) {
            throw malformed("a " + kind + " is an array in JSON, not " + array.toSql());
        }
        return elements == null ? new ArrayList<>() : elements;
    }

    private static JsonMap map(Value object) {
        boolean text = object.type() == ValueType.TEXT;
        JsonMap map = text ? JsonMap.parse(object.asText()) : null;
        if (map == null && !object.isNull()) {
            throw malformed("a map is an object in JSON, not " + object.toSql());
        }
        return map == null ? new JsonMap() : map;
    }

    private static @Nullable JsonPath path(Value path) {
        if (path.isNull()) {
            return null;
        }
        JsonPath read = JsonPath.parse(Conversions.toText(path));
        if (read == null) {
            throw malformed(path.toSql() + " is no path like $.a.b");
        }
        return read;
    }

    private static void requireMember(JsonPath path) {
        if (path.equals(JsonPath.ROOT)) {
            throw malformed("the path $ is the map itself, and no member of it");
        }
    }

    private static List<String> jsons(Value[] values, int from) {
        List<String> jsons = new ArrayList<>();
        for (int i = from; i < values.length; i++) {
            jsons.add(json(values[i]));
        }
        return jsons;
    }

    private static String json(Value value) {
        return switch (value.type()) {
            case NULL -> "null";
            case INTEGER -> Long.toString(value.asLong());
            case REAL -> json(value.asDouble());
            case TEXT -> JsonString.of(value.asText());
            case BLOB -> throw malformed("JSON has no place for " + value.toSql());
        };
    }

    private static String json(double real) {
        if (Double.isInfinite(real)) {
            return real > 0 ? INFINITE : "-" + INFINITE;
        }
        return RealText.of(real);
    }

    /** The value that SQL sees in a JSON text: objects and arrays stay texts. */
    private static Value sql(String json) {
        return switch (json.charAt(0)) {
            case '"' -> {
                String text = JsonString.read(json);
                yield Value.of(text == null ? json : text);
            }
            case '{', '[' -> Value.of(json);
            case 't' -> Value.of(1);
            case 'f' -> Value.of(0);
            case 'n' -> Value.NULL;
            default -> NumericText.whole(json);
        };
    }

    private static Incorrect malformed(String message) {
        return new Incorrect(ErrorCode.WRONG_TYPE, message);
    }
}
