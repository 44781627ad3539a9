package dev.syncdb.draft;

import org.jspecify.annotations.Nullable;

/**
 * What became of a table or column that the newer schema does not have.
 *
 * @param table its name, or that of its table, in the older schema
 * @param column its name in the older schema; null if the answer is about the table
 * @param became its name in the newer schema; null if it was dropped
 */
public record Answer(
        String table, @Nullable String column, @Nullable String became) {
    /** What it is about, as messages call it. */
    String subject() {
        return column == null ? "table " + table : "column " + table + "." + column;
    }
}
