package dev.syncdb.sql.plan.term;

/**
 * What a session remembers of its writes for the functions that ask. Confined to the session's
 * thread.
 */
public final class Counters {
    private long changes;
    private long totalChanges;
    private long lastInsertRowid;

    /** Rows that the last INSERT, UPDATE or DELETE wrote. */
    public long changes() {
        return changes;
    }

    /** Rows written since the session began. */
    public long totalChanges() {
        return totalChanges;
    }

    /** The automatic key of the row inserted last; 0 before the first. */
    public long lastInsertRowid() {
        return lastInsertRowid;
    }

    /** Notes that a statement ended which wrote {@code rows} rows. */
    public void wrote(long rows) {
        changes = rows;
        totalChanges += rows;
    }

    /** Notes the automatic key of a new row. */
    public void inserted(long rowid) {
        lastInsertRowid = rowid;
    }
}
