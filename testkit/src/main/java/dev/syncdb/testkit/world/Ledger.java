package dev.syncdb.testkit.world;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was promised, kept outside of the system: who was told that a write is safe, and how often
 * the server took each write in. Every write carries a word of its own that nothing ever changes.
 */
final class Ledger {
    /** The author of the writes of the server's own code; phones count from 1. */
    static final int BACKEND = 0;

    private final Map<String, Integer> acknowledged = new LinkedHashMap<>();
    private final Map<String, Integer> published = new HashMap<>();

    /**
     * The word of a write that its author was told is safe; {@code author} is a phone or the
     * backend.
     */
    void acknowledged(String word, int author) {
        acknowledged.put(word, author);
    }

    /** The server made the write visible. */
    void published(String word) {
        published.merge(word, 1, Integer::sum);
    }

    Map<String, Integer> acknowledged() {
        return acknowledged;
    }

    /** How often the server took the write in. */
    int timesPublished(String word) {
        return published.getOrDefault(word, 0);
    }
}
