package dev.syncdb.server.auth;

/** The port to whoever issues tokens. May be called from any thread. */
public interface Authenticator {
    /**
     * Whom the token names.
     *
     * @throws dev.syncdb.error.Forbidden UNAUTHENTICATED if nobody issued it, or it is no longer
     *     valid
     */
    Principal authenticate(String token);

    /**
     * True if its tokens are a fixed list that somebody typed in, which is good enough for one
     * machine: see {@link BindPolicy}.
     */
    default boolean isStatic() {
        return false;
    }
}
