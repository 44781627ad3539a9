package dev.syncdb.sync.apply;

/**
 * Gives out the numbers of rows: for each table of a space 1, 2, 3, ..., none of them twice in the
 * space's history.
 */
public interface Handles {
    /** The next handle of a table. */
    long next(String table);
}
