package dev.syncdb.schema;

import dev.syncdb.value.Collation;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * One column of a table.
 *
 * @param name as declared; compared without regard to the case of ASCII letters
 * @param defaultValue what INSERT stores where no value is given, or null for NULL
 * @param generation how its values come to be if nobody may write them, or null
 * @param hidden true for the row number of a table that declares no primary key, and for what is
 *     kept for older versions: {@code SELECT *} leaves it out
 */
public record Column(
        String name,
        DeclaredType type,
        Collation collation,
        boolean notNull,
        @Nullable Formula defaultValue,
        @Nullable Generation generation,
        boolean hidden) {
    /** The name under which a table without a primary key numbers its rows. */
    public static final String ROWID = "rowid";

    /**
     * What a generated column holds: a function of other columns of its row. The store keeps the
     * values of both kinds, VIRTUAL ones too, for then every reader and index finds them as it
     * finds any other. It computes them itself whenever it takes in a row, wherever that comes
     * from, so they neither travel nor stand in a log.
     *
     * @param reads positions of the columns that the formula reads
     * @param stored true if declared STORED
     * @see <a href="https://www.sqlite.org/gencol.html">SQLite</a>
     */
    public record Generation(Formula formula, Set<Integer> reads, boolean stored) {
        public Generation {
            reads = Set.copyOf(reads);
        }
    }

    public boolean isGenerated() {
        return generation != null;
    }

    /** This column, whose values are computed. */
    public Column generatedBy(Generation how) {
        return new Column(name, type, collation, notNull, defaultValue, how, hidden);
    }
}
