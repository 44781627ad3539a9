package dev.syncdb.schema;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * An ordered index over some columns of a table, created by CREATE INDEX or standing for a UNIQUE
 * constraint.
 *
 * @param sql the CREATE INDEX statement, or null for a UNIQUE constraint, which belongs to its
 *     table
 * @param clashes what becomes of two rows with the same values, if unique
 */
public record Index(
        String name,
        String table,
        List<IndexColumn> columns,
        boolean unique,
        @Nullable String sql,
        Clashes clashes) {
    /** What becomes of two rows with the same values that did not know of each other. */
    public enum Clashes {
        /** The second one is refused. */
        REJECT,
        /** The second one gets another text. */
        REWRITE,
        /** They become one row. */
        MERGE_ROWS
    }

    public Index {
        columns = List.copyOf(columns);
    }

    /** An index without a policy of its own. */
    public Index(
            String name,
            String table,
            List<IndexColumn> columns,
            boolean unique,
            @Nullable String sql) {
        this(name, table, columns, unique, sql, Clashes.REJECT);
    }

    /** This index with a policy. */
    public Index with(Clashes policy) {
        return new Index(name, table, columns, unique, sql, policy);
    }
}
