package dev.syncdb.merge;

import dev.syncdb.delta.JsonPath;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Who wrote the members of one map. Lives for one edit of it. */
final class PathVersions {
    private final CellVersion others;
    private final NavigableMap<String, CellVersion> known;

    PathVersions(ElementVersions versions) {
        this.others = versions.others();
        this.known = new TreeMap<>(versions.known());
    }

    /** What is said of the members of the object at that path; a part of the map that is given. */
    static Map<String, CellVersion> below(NavigableMap<String, CellVersion> known, String path) {
        // The texts of these paths go on with a dot, which is followed by the slash.
        return known.subMap(path + '.', path + '/');
    }

    /**
     * The write that the author of the claim had not seen, and that an edit at the path would meet:
     * of what is there, or of what it is in, or of what is in it. Of several the one that counts as
     * made last. Null if there is none.
     */
    @Nullable
    CellVersion unseen(JsonPath path, Claim claim) {
        CellVersion governing = others;
        JsonPath above = path;
        while (!above.names().isEmpty()) {
            CellVersion written = known.getOrDefault(above.text(), governing);
            governing = written.version() > governing.version() ? written : governing;
            above = above.parent();
        }
        CellVersion unseen = claim.concurrentWith(governing) ? governing : null;
        for (CellVersion inner : below(known, path.text()).values()) {
            boolean newer = claim.concurrentWith(inner) && inner.version() > governing.version();
            boolean later = unseen == null || inner.effectiveMillis() > unseen.effectiveMillis();
            unseen = newer && later ? inner : unseen;
        }
        return unseen;
    }
}
