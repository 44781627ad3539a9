package dev.syncdb.error;

/**
 * Stored or received bytes are not what was written. Repair the file, or fetch it again. Has an
 * address in the bytes.
 */
public final class Corrupt extends SyncDbException {
    private static final long serialVersionUID = 1L;

    private final long offset;

    public Corrupt(ErrorCode code, long offset, String message) {
        super(code, message + " (at byte " + offset + ")");
        this.offset = offset;
    }

    /** Where in the file or message the first wrong byte was noticed, counted from 0. */
    public long offset() {
        return offset;
    }
}
