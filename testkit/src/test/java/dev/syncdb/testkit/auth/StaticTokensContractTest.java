package dev.syncdb.testkit.auth;

import dev.syncdb.server.auth.Authenticator;
import dev.syncdb.server.auth.Principal;
import dev.syncdb.server.auth.StaticTokens;

import java.util.Map;
import java.util.Set;

final class StaticTokensContractTest extends AuthenticatorContract {
    private static final Principal ANN = new Principal("ann", Set.of("home"));
    private static final Principal BEN = new Principal("ben", Set.of("home"));

    @Override
    protected Authenticator newAuthenticator() {
        return new StaticTokens(Map.of(validToken(), ANN, "another", BEN));
    }

    @Override
    protected String validToken() {
        return "long-and-hard-to-guess";
    }

    @Override
    protected Principal named() {
        return ANN;
    }
}
