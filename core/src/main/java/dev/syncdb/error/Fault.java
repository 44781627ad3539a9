package dev.syncdb.error;

/** SyncDB itself is at fault. Please report it; the store stays as it was before the call. */
public final class Fault extends SyncDbException {
    private static final long serialVersionUID = 1L;

    public Fault(ErrorCode code, String message) {
        super(code, message);
    }

    public Fault(ErrorCode code, String message, Throwable cause) {
        super(code, message, cause);
    }
}
