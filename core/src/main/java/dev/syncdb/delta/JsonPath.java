package dev.syncdb.delta;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/* As text: | $ | . name | . "odd name" | …      one form only for each path
 */
/**
 * The way to a member of an object and of the objects in it. Immutable.
 *
 * @param names from the outside in; none for the object itself
 * @see <a href="https://www.sqlite.org/json1.html#path_arguments">SQLite</a>
 */
public record JsonPath(List<String> names) {
    /** The object itself. */
    public static final JsonPath ROOT = new JsonPath(List.of());

    public JsonPath {
        names = List.copyOf(names);
    }

    /** Reads a path; null if it is none, or leads into an array. */
    public static @Nullable JsonPath parse(String text) {
        if (text.isEmpty() || text.charAt(0) != '$') {
            return null;
        }
        List<String> names = new ArrayList<>();
        int at = 1;
        while (at < text.length()) {
            int start = at + 1;
            int end = text.charAt(at) == '.' ? endOfName(text, start) : start;
            if (end == start || names.size() == JsonText.DEPTH_MAX) {
                return null;
            }
            String written = text.substring(start, end);
            String name = written.charAt(0) == '"' ? JsonString.read(written) : written;
            if (name == null) {
                return null;
            }
            names.add(name);
            at = end;
        }
        return new JsonPath(names);
    }

    /** The path to a member of what is at this one. */
    public JsonPath then(String name) {
        List<String> longer = new ArrayList<>(names);
        longer.add(name);
        return new JsonPath(longer);
    }

    /** The path to what this is a member of. */
    public JsonPath parent() {
        return new JsonPath(names.subList(0, names.size() - 1));
    }

    /** The path as it travels: that of a member begins with that of its object and a dot. */
    public String text() {
        StringBuilder text = new StringBuilder("$");
        for (String name : names) {
            text.append('.').append(isPlain(name) ? name : JsonString.of(name));
        }
        return text.toString();
    }

    private static int endOfName(String text, int start) {
        if (start < text.length() && text.charAt(start) == '"') {
            int at = start + 1;
            while (at < text.length() && text.charAt(at) != '"') {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
            return Math.min(text.length(), at + 1);
        }
        int at = start;
        while (at < text.length() && text.charAt(at) != '.' && text.charAt(at) != '[') {
            at++;
        }
        return at;
    }

    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char sign = name.charAt(i);
            boolean letter = (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z');
            boolean digit = sign >= '0' && sign <= '9';
            if (!letter && !digit && sign != '_') {
                return false;
            }
        }
        return !name.isEmpty();
    }
}
