package dev.syncdb.schema;

import dev.syncdb.value.Collation;

/** One column of an index: its position in the table and how its values are ordered. */
public record IndexColumn(int column, Collation collation, boolean descending) {}
