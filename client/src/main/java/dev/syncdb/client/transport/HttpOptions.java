package dev.syncdb.client.transport;

/**
 * How long and how much an HTTP exchange may take.
 *
 * @param connectTimeoutMillis for reaching the server
 * @param readTimeoutMillis for each wait for more bytes
 * @param replyBytesMax a longer reply is cut off
 */
public record HttpOptions(int connectTimeoutMillis, int readTimeoutMillis, int replyBytesMax) {
    /**
     * A handshake on a mobile network may need a second try after three seconds, and that one some
     * more.
     */
    public static final int CONNECT_TIMEOUT_MILLIS = 15_000;

    /**
     * A server answers in milliseconds; a network may stall for as long as a train is in a tunnel.
     */
    public static final int READ_TIMEOUT_MILLIS = 30_000;

    /** A page is much smaller, but a row of it may be large. */
    public static final int REPLY_BYTES_MAX = 64 << 20;

    public static final HttpOptions DEFAULT =
            new HttpOptions(CONNECT_TIMEOUT_MILLIS, READ_TIMEOUT_MILLIS, REPLY_BYTES_MAX);
}
