package dev.syncdb.draft;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A table or column went, and one came that it may have become: a rename keeps the values, a drop
 * loses them, and the schemas do not tell which is meant.
 *
 * @param table the table that went, or in which a column went, as the older schema calls it
 * @param column the column that went, or null if it is the table
 * @param came the table or column that came
 * @param renamed the reading by which one became the other
 * @param dropped the reading by which they have nothing to do with each other
 */
public record Ambiguity(
        String table, @Nullable String column, String came, Reading renamed, Reading dropped) {
    /**
     * One way to read the difference.
     *
     * @param answer what says that this one is meant
     * @param statements what would then become of the table, if all else that is open is dropped
     */
    public record Reading(Answer answer, List<String> statements) {
        public Reading {
            statements = List.copyOf(statements);
        }
    }
}
