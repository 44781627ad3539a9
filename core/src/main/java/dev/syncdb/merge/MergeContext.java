package dev.syncdb.merge;

import dev.syncdb.schema.Column;
import dev.syncdb.value.Key;

/**
 * Which cell two edits met in, and whose they are.
 *
 * @param table name of the table
 * @param mine who wrote the value that arrives, and when
 * @param theirs who wrote the value that is there, and when; on a phone nobody knows, and it is
 *     told as written at version 0
 */
public record MergeContext(
        String table, Key key, Column column, CellVersion mine, CellVersion theirs) {}
