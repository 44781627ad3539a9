package dev.syncdb.merge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who added the elements of a set, or wrote the members of a map, as far as that is known for each
 * alone. Immutable.
 *
 * @param others who wrote the cell when it was last written as a whole; that is who wrote all parts
 *     that are not named
 * @param known who added an element since, or added it again without having seen that it is there;
 *     or who put or removed a member since, by its path
 */
public record ElementVersions(CellVersion others, Map<String, CellVersion> known) {
    /**
     * So many members of one map are remembered alone, since those that were removed are, too. Who
     * wrote the others is then known only together, which can make edits conflict that do not, of a
     * phone that has not synced since.
     */
    static final int MEMBERS_MAX = 1_024;

    public ElementVersions {
        known = Collections.unmodifiableMap(new TreeMap<>(known));
    }

    /** Who added the element. */
    public CellVersion of(String element) {
        return known.getOrDefault(element, others);
    }

    /** These versions after {@code author} added and removed elements. */
    ElementVersions after(Iterable<String> came, Iterable<String> went, CellVersion author) {
        Map<String, CellVersion> after = new TreeMap<>(known);
        went.forEach(after::remove);
        came.forEach(element -> after.put(element, author));
        return new ElementVersions(others, after);
    }

    /** These versions after {@code author} put and removed the members at some paths. */
    ElementVersions overwritten(Iterable<String> paths, CellVersion author) {
        TreeMap<String, CellVersion> after = new TreeMap<>(known);
        for (String path : paths) {
            PathVersions.below(after, path).clear();
            after.put(path, author);
        }
        return after.size() > MEMBERS_MAX ? folded(after) : new ElementVersions(others, after);
    }

    /** The older half as one. */
    private ElementVersions folded(Map<String, CellVersion> all) {
        List<Map.Entry<String, CellVersion>> byAge = new ArrayList<>(all.entrySet());
        byAge.sort(Comparator.comparingLong(entry -> entry.getValue().version()));
        CellVersion folded = others;
        Map<String, CellVersion> newer = new TreeMap<>(all);
        for (Map.Entry<String, CellVersion> entry : byAge.subList(0, byAge.size() / 2)) {
            folded = folded.with(entry.getValue());
            newer.remove(entry.getKey());
        }
        return new ElementVersions(folded, newer);
    }
}
