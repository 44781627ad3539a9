package dev.syncdb.lab.stress;

/** One way to read the database, again and again. Confined to its thread. */
interface Reading {
    /** Its name in the report. */
    String name();

    /**
     * Reads once. Returns how many rows it saw; fails with Broken if they are not as they must be.
     */
    int look();

    /** How often a row had to be looked for again. */
    default long retries() {
        return 0;
    }
}
