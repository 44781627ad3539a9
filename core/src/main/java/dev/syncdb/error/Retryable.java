package dev.syncdb.error;

/**
 * Nothing is wrong with the call; it may succeed later. Wait at least {@link #retryAfterMillis()},
 * then call again.
 */
public final class Retryable extends SyncDbException {
    private static final long serialVersionUID = 1L;

    private final long retryAfterMillis;

    public Retryable(ErrorCode code, String message, long retryAfterMillis) {
        super(code, message);
        this.retryAfterMillis = retryAfterMillis;
    }

    public Retryable(ErrorCode code, String message, Throwable cause) {
        super(code, message, cause);
        this.retryAfterMillis = 0;
    }

    /** The least time to wait, in milliseconds; 0 where the caller may choose. */
    public long retryAfterMillis() {
        return retryAfterMillis;
    }
}
