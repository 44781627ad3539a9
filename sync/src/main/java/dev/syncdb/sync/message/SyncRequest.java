package dev.syncdb.sync.message;

import dev.syncdb.value.Bytes;

import org.jspecify.annotations.Nullable;

/**
 * A client's half of the one message pair: who it is, what it did, and from where on it wants to
 * hear.
 *
 * @param client the number that registration gave it; {@link #UNREGISTERED} asks for one
 * @param secret {@link #SECRET_BYTES} random bytes that the client drew for its registration and
 *     shows each time
 * @param schemaHash hash of the schema it has; 0 for none
 * @param ackTx the last transaction whose outcome it holds durably
 * @param askedLine a line of which it wants to know how far the space's history holds it; null for
 *     none
 */
public record SyncRequest(
        long client,
        Bytes secret,
        long schemaHash,
        long ackTx,
        Push push,
        Pull pull,
        @Nullable Long askedLine) {
    /** The client number that asks for registration. */
    public static final long UNREGISTERED = 0;

    /** 128 bits cannot be guessed. */
    public static final int SECRET_BYTES = 16;

    /** The version of the protocol that this build speaks. */
    public static final int PROTOCOL_VERSION = 0;

    /** A request that asks about no line. */
    public SyncRequest(
            long client, Bytes secret, long schemaHash, long ackTx, Push push, Pull pull) {
        this(client, secret, schemaHash, ackTx, push, pull, null);
    }

    /** The same request, asking about this line; null for none. */
    public SyncRequest asking(@Nullable Long line) {
        return new SyncRequest(client, secret, schemaHash, ackTx, push, pull, line);
    }
}
