package dev.syncdb.schema;

import dev.syncdb.value.Collation;

import org.jspecify.annotations.Nullable;

/**
 * One column of a table.
 *
 * @param name as declared; compared without regard to the case of ASCII letters
 * @param defaultValue what INSERT stores where no value is given, or null for NULL
 * @param hidden true for the row number of a table that declares no primary key: {@code SELECT *}
 *     leaves it out
 */
public record Column(
        String name,
        DeclaredType type,
        Collation collation,
        boolean notNull,
        @Nullable Formula defaultValue,
        boolean hidden) {
    /** The name under which a table without a primary key numbers its rows. */
    public static final String ROWID = "rowid";
}
