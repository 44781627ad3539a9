package dev.syncdb.change;

/**
 * Where a replica stands in the history of a space.
 *
 * @param line which opening of the space wrote that version; histories that share a line share its
 *     versions
 * @param version the last commit that the replica holds; 0 for none
 */
public record Cursor(long line, long version) {
    /** Before everything. */
    public static final Cursor START = new Cursor(0, 0);
}
