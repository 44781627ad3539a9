package dev.syncdb.draft;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * A key or constraint of a table, however it is written. All names are folded.
 *
 * @param text says all of it
 * @param columns of the table that it mentions
 * @param owner the column in whose definition it stands; null for one of the table
 */
record Rule(
        Kind kind,
        String text,
        Set<String> columns,
        @Nullable String owner) {
    enum Kind {
        KEY,
        UNIQUE,
        FOREIGN_KEY,
        CHECK
    }

    Rule {
        columns = Set.copyOf(columns);
    }

    /** What is the same of two rules that are the same, wherever they stand. */
    String identity() {
        return kind + " " + text;
    }
}
