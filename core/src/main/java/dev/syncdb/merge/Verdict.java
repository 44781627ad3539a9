package dev.syncdb.merge;

/** What becomes of one edit of one cell. */
public enum Verdict {
    /** Nobody else had touched the cell: the edit stands. */
    ACCEPTED(true, false),
    /** Somebody else had written the very same value: there is nothing to decide. */
    AGREED(false, false),
    /** Somebody else had written another value, and this edit takes its place. */
    WON(true, true),
    /** Somebody else had written another value, which stays. */
    LOST(false, true);

    private final boolean written;
    private final boolean conflict;

    Verdict(boolean written, boolean conflict) {
        this.written = written;
        this.conflict = conflict;
    }

    /** True if the edit's value is to be stored. */
    public boolean written() {
        return written;
    }

    /** True if one of two different values gives way, so that a record of it is due. */
    public boolean conflict() {
        return conflict;
    }
}
