package dev.syncdb.client.replica;

import dev.syncdb.error.Fault;
import dev.syncdb.error.Forbidden;
import dev.syncdb.error.Retryable;
import dev.syncdb.error.SyncDbException;
import dev.syncdb.sync.message.Refusal;

/** Refusals of a server as failures of this side. Stateless. */
final class Refusals {
    private Refusals() {}

    /**
     * The failure to throw. FORKED is none: the replica knows what to do about it. A message that
     * the server cannot read was damaged on its way, most likely, and is sent again.
     */
    static SyncDbException failure(Refusal refusal) {
        String message = "the server refuses: " + refusal.message();
        return switch (refusal.code()) {
            case UNAUTHENTICATED, FORBIDDEN, UNKNOWN_SPACE ->
                new Forbidden(refusal.code(), message);
            case PROTOCOL_VERSION -> new Fault(refusal.code(), message);
            default -> new Retryable(refusal.code(), message, refusal.retryAfterMillis());
        };
    }
}
