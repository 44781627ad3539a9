package dev.syncdb.schema;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * An ordered index over some columns of a table, created by CREATE INDEX or standing for a UNIQUE
 * constraint.
 *
 * @param sql the CREATE INDEX statement, or null for a UNIQUE constraint, which belongs to its
 *     table
 */
public record Index(
        String name,
        String table,
        List<IndexColumn> columns,
        boolean unique,
        @Nullable String sql) {
    public Index {
        columns = List.copyOf(columns);
    }
}
