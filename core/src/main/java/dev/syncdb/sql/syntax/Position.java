package dev.syncdb.sql.syntax;

/**
 * Where in a text something stands, for messages. Both are counted from 1, the column in UTF-16
 * units.
 *
 * <p>All positions are equal. Where an expression stands is no part of what it says, so
 * {@code GROUP BY a + b} and {@code SELECT a + b} compare equal although the one follows the other.
 */
public record Position(int line, int column) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Position;
    }

    @Override
    public int hashCode() {
        return 0;
    }

    /** As messages say it: {@code line 12, column 5}. */
    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}
