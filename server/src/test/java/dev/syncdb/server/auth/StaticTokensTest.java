package dev.syncdb.server.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Forbidden;
import dev.syncdb.error.Incorrect;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.util.Map;
import java.util.Set;

final class StaticTokensTest {
    private static final Principal ANN = new Principal("ann", Set.of("team", "home"));
    private static final Principal ROOT = new Principal("root", Set.of(Principal.EVERY_SPACE));

    private final Authenticator tokens =
            new StaticTokens(Map.of("secret-a", ANN, "secret-r", ROOT));

    @Test
    void aTokenNamesItsPrincipal() {
        assertEquals(ANN, tokens.authenticate("secret-a"));
        assertEquals(ROOT, tokens.authenticate("secret-r"));
        for (String token : new String[] {"", "secret", "secret-aa", "SECRET-A"}) {
            Forbidden refused =
                    assertThrows(Forbidden.class, () -> tokens.authenticate(token), token);
            assertEquals(ErrorCode.UNAUTHENTICATED, refused.code());
        }
    }

    @Test
    void aPrincipalMayUseWhatItsTokenCovers() {
        assertTrue(ANN.may("team"));
        assertFalse(ANN.may("other"));
        assertTrue(ROOT.may("other"));
    }

    @Test
    void anEmptyTokenIsNoToken() {
        Map<String, Principal> empty = Map.of("", ANN);
        Incorrect refused = assertThrows(Incorrect.class, () -> new StaticTokens(empty));
        assertEquals(ErrorCode.CONFIGURATION, refused.code());
    }

    @Test
    void staticTokensDoNotLeaveTheMachine() throws Exception {
        InetAddress everywhere = InetAddress.getByAddress(new byte[] {0, 0, 0, 0});
        BindPolicy.require(tokens, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        BindPolicy.require(token -> ANN, everywhere);
        Incorrect refused =
                assertThrows(Incorrect.class, () -> BindPolicy.require(tokens, everywhere));
        assertEquals(ErrorCode.CONFIGURATION, refused.code());
        assertTrue(refused.getMessage().contains("0.0.0.0"), refused.getMessage());
    }
}
