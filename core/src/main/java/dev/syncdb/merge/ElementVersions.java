package dev.syncdb.merge;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who added the elements of a set, as far as that is known for each alone. Immutable.
 *
 * @param others who wrote the set when it was last written as a whole; that is who added all
 *     elements that are not named
 * @param added who added an element since, or added it again without having seen that it is there
 */
public record ElementVersions(CellVersion others, Map<String, CellVersion> added) {
    public ElementVersions {
        added = Collections.unmodifiableMap(new TreeMap<>(added));
    }

    /** Who added the element. */
    public CellVersion of(String element) {
        return added.getOrDefault(element, others);
    }

    /** These versions after {@code author} added and removed elements. */
    ElementVersions after(Iterable<String> came, Iterable<String> went, CellVersion author) {
        Map<String, CellVersion> after = new TreeMap<>(added);
        went.forEach(after::remove);
        came.forEach(element -> after.put(element, author));
        return new ElementVersions(others, after);
    }
}
