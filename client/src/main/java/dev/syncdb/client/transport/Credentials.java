package dev.syncdb.client.transport;

/** The port to whoever knows who the user is. May be called from the syncing thread at any time. */
public interface Credentials {
    /**
     * The token to show with the next request, fresh enough to be valid. May block; may fail with
     * Forbidden.
     */
    String token();

    /** Always the same token. */
    static Credentials of(String token) {
        return () -> token;
    }
}
