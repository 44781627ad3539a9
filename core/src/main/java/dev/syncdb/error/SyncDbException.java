package dev.syncdb.error;

/**
 * A failure that SyncDB reports. Its kind tells the caller what to do, its code which of the
 * documented failures it is, and its message where it happened, with the numbers.
 *
 * <p>Immutable; may be thrown from any public method. Failures of the other side of a network
 * arrive as data (a code and a message), never as a stack trace.
 */
public abstract sealed class SyncDbException extends RuntimeException
        permits Contended, Corrupt, Fault, Forbidden, Incompatible, Incorrect, Retryable {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    SyncDbException(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    SyncDbException(ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** Which of the documented failures this is. */
    public ErrorCode code() {
        return code;
    }
}
