package dev.syncdb.client.transport;

/**
 * The port to a server. One exchange is in progress at a time.
 *
 * <p>An exchange that fails may or may not have reached the server, and may be tried again.
 */
public interface Transport {
    /** The type of every message's body. */
    String CONTENT_TYPE = "application/vnd.syncdb.sync";

    /** As long as the transport's own limits allow. */
    long NO_LIMIT = Long.MAX_VALUE;

    /**
     * Sends a request and waits for the response, whatever it says.
     *
     * @param token names the user
     * @param millisMax how long it may take, at least 1. When that is over the exchange fails with
     *     UNREACHABLE; finding the server's address is the only thing that may take longer
     * @throws dev.syncdb.error.Retryable UNREACHABLE if no response of a SyncDB server came, BUSY
     *     if it came from one that is overloaded and says no more
     * @throws dev.syncdb.error.Forbidden if the server does not take the token and says no more
     */
    Reply exchange(byte[] body, String token, long millisMax);

    /** An exchange that takes as long as it takes. */
    default Reply exchange(byte[] body, String token) {
        return exchange(body, token, NO_LIMIT);
    }
}
