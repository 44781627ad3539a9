package dev.syncdb.delta;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/* As text: | [[added, …],[removed, …]] |  in JSON, without blanks */
/**
 * What came to a set and what went out of it. A set is a JSON array without order and without an
 * element twice; nothing at all is the empty set. Immutable.
 *
 * @param added elements, as {@link JsonArray} gives them
 */
public record SetEdit(List<String> added, List<String> removed) {
    public SetEdit {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    /**
     * What makes one set of another; null if one of them is no array.
     *
     * @param before null for the empty set
     */
    public static @Nullable SetEdit between(@Nullable String before, String after) {
        Set<String> old = elements(before);
        Set<String> now = elements(after);
        if (old == null || now == null) {
            return null;
        }
        List<String> added = new ArrayList<>(now);
        added.removeAll(old);
        List<String> removed = new ArrayList<>(old);
        removed.removeAll(now);
        return new SetEdit(added, removed);
    }

    /** Reads what {@link #text} wrote; null if it is nothing like that. */
    public static @Nullable SetEdit parse(String text) {
        List<String> parts = JsonArray.elements(text, 1);
        if (parts == null || parts.size() != 2) {
            return null;
        }
        List<String> added = JsonArray.elements(parts.get(0));
        List<String> removed = JsonArray.elements(parts.get(1));
        return added == null || removed == null ? null : new SetEdit(added, removed);
    }

    /** The elements of a set in the order in which they came; null if the text is no array. */
    public static @Nullable Set<String> elements(@Nullable String set) {
        List<String> elements = set == null ? List.of() : JsonArray.elements(set);
        return elements == null ? null : new LinkedHashSet<>(elements);
    }

    /**
     * The set after this edit. What is no set counts as empty.
     *
     * @param set null for the empty set
     */
    public String applied(@Nullable String set) {
        Set<String> elements = elements(set);
        Set<String> after = elements == null ? new LinkedHashSet<>() : elements;
        removed.forEach(after::remove);
        after.addAll(added);
        return JsonArray.of(after);
    }

    /** The edit as it travels. */
    public String text() {
        return "[" + JsonArray.of(added) + "," + JsonArray.of(removed) + "]";
    }

    /** The edit for people: {@code +"a" -"b"}. */
    public String shown() {
        StringJoiner words = new StringJoiner(" ");
        added.forEach(element -> words.add("+" + element));
        removed.forEach(element -> words.add("-" + element));
        return words.toString();
    }
}
