package dev.syncdb.error;

/** A file or peer speaks a version that this one does not. Upgrade the older of the two. */
public final class Incompatible extends SyncDbException {
    private static final long serialVersionUID = 1L;

    private final int found;
    private final int min;
    private final int max;

    public Incompatible(ErrorCode code, String what, int found, int min, int max) {
        super(code, what + " has version " + found + "; this SyncDB reads " + min + " to " + max);
        this.found = found;
        this.min = min;
        this.max = max;
    }

    /** The version that was met. */
    public int found() {
        return found;
    }

    /** The oldest version that is understood. */
    public int min() {
        return min;
    }

    /** The newest version that is understood. */
    public int max() {
        return max;
    }
}
