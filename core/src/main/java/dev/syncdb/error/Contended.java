package dev.syncdb.error;

/** Somebody else changed or holds what this call needs. Read again and decide. */
public final class Contended extends SyncDbException {
    private static final long serialVersionUID = 1L;

    public Contended(ErrorCode code, String message) {
        super(code, message);
    }

    public Contended(ErrorCode code, String message, Throwable cause) {
        super(code, message, cause);
    }
}
