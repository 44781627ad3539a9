package dev.syncdb.error;

/** The caller may not do this. Other credentials are needed. */
public final class Forbidden extends SyncDbException {
    private static final long serialVersionUID = 1L;

    public Forbidden(ErrorCode code, String message) {
        super(code, message);
    }

    public Forbidden(ErrorCode code, String message, Throwable cause) {
        super(code, message, cause);
    }
}
