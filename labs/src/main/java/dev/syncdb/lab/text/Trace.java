package dev.syncdb.lab.text;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A recorded text: how it began, its edits, and how it ended. Immutable.
 *
 * @param end null if there were more edits than these
 * @param concurrent true if edits were made without knowing of each other
 */
record Trace(String start, @Nullable String end, boolean concurrent, List<Edit> edits) {
    Trace {
        edits = List.copyOf(edits);
    }
}
