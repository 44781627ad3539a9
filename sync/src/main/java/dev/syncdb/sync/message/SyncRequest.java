package dev.syncdb.sync.message;

import dev.syncdb.value.Bytes;

/**
 * A client's half of the one message pair: who it is, what it did, and from where on it wants to
 * hear.
 *
 * @param client the number that registration gave it; {@link #UNREGISTERED} asks for one
 * @param secret {@link #SECRET_BYTES} random bytes that the client drew for its registration and
 *     shows each time
 * @param schemaHash hash of the schema it has; 0 for none
 * @param ackTx the last transaction whose outcome it holds durably
 */
public record SyncRequest(
        long client, Bytes secret, long schemaHash, long ackTx, Push push, Pull pull) {
    /** The client number that asks for registration. */
    public static final long UNREGISTERED = 0;

    /** 128 bits cannot be guessed. */
    public static final int SECRET_BYTES = 16;

    /** The version of the protocol that this build speaks. */
    public static final int PROTOCOL_VERSION = 0;
}
