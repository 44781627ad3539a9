package dev.syncdb.draft;

import org.jspecify.annotations.Nullable;

/**
 * What somebody should look at before a migration runs: a value that changes, a row that may stop
 * it.
 *
 * @param table as the newer schema calls it
 * @param column as the newer schema calls it, or null if it is about whole rows
 */
public record Note(String table, @Nullable String column, String text) {}
