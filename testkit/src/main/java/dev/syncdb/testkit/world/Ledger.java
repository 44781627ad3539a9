package dev.syncdb.testkit.world;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What was promised, kept outside of the system: whose author was told that it is safe, and how
 * often the server took it in. Every write carries a word of its own that nothing ever changes.
 */
final class Ledger {
    private final Set<String> acknowledged = new LinkedHashSet<>();
    private final Map<String, Integer> published = new HashMap<>();

    /** The author of the write was told that it is safe. */
    void acknowledged(String word) {
        acknowledged.add(word);
    }

    /** The server made the write visible. */
    void published(String word) {
        published.merge(word, 1, Integer::sum);
    }

    /** The words of the writes that are safe, in order. */
    Set<String> acknowledged() {
        return acknowledged;
    }

    /** How often the server took the write in. */
    int timesPublished(String word) {
        return published.getOrDefault(word, 0);
    }
}
