package dev.syncdb.client.replica;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.error.Forbidden;
import dev.syncdb.error.Incompatible;
import dev.syncdb.error.Retryable;
import dev.syncdb.error.SyncDbException;
import dev.syncdb.sync.message.Refusal;
import dev.syncdb.sync.message.SchemaTag;

/** Refusals of a server as failures of this side. Stateless. */
final class Refusals {
    private Refusals() {}

    /**
     * The failure to throw. FORKED is none: the replica knows what to do about it. A message that
     * the server cannot read was damaged on its way, most likely, and is sent again.
     *
     * @param version of the app's schema
     */
    static SyncDbException failure(Refusal refusal, int version) {
        String message = "the server refuses: " + refusal.message();
        return switch (refusal.code()) {
            case UNAUTHENTICATED, FORBIDDEN, UNKNOWN_SPACE ->
                new Forbidden(refusal.code(), message);
            case PROTOCOL_VERSION -> new Fault(refusal.code(), message);
            // Only a newer version of the app will do.
            case SCHEMA ->
                new Incompatible(
                        refusal.code(),
                        message + "; the app, which is to be updated,",
                        version,
                        version + 1,
                        Integer.MAX_VALUE);
            default -> new Retryable(refusal.code(), message, refusal.retryAfterMillis());
        };
    }

    /** The server brings tables to a replica that has declared its own. */
    static Incompatible otherTables(SchemaTag declared) {
        int version = declared.version();
        return new Incompatible(
                ErrorCode.SCHEMA,
                "the server, which brings tables where the app has its own,",
                SchemaTag.UNDECLARED,
                version,
                version);
    }
}
