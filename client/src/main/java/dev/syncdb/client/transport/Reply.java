package dev.syncdb.client.transport;

import dev.syncdb.value.Bytes;

/**
 * What a server answered.
 *
 * @param body one message
 * @param bytesUp bytes sent, headers not counted
 * @param bytesDown bytes received, headers not counted
 */
public record Reply(Bytes body, long bytesUp, long bytesDown) {
    /** The reply to a body of {@code bytesUp} bytes. */
    public static Reply of(Bytes body, long bytesUp) {
        return new Reply(body, bytesUp, body.size());
    }
}
