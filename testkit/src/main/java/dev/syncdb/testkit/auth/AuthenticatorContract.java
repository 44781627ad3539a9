package dev.syncdb.testkit.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Forbidden;
import dev.syncdb.server.auth.Authenticator;
import dev.syncdb.server.auth.Principal;

import org.junit.jupiter.api.Test;

import java.util.List;

/**
 * What every {@link Authenticator} does. Extend it for an adapter of your own; if one passes and
 * still lets a stranger in, the fault is in here.
 */
public abstract class AuthenticatorContract {
    /** An authenticator that knows {@link #validToken}. */
    protected abstract Authenticator newAuthenticator();

    /** A token that it takes, of more than one character. */
    protected abstract String validToken();

    /** Whom that token names. */
    protected abstract Principal named();

    @Test
    void aValidTokenNamesItsUserEachTime() {
        Authenticator authenticator = newAuthenticator();
        assertEquals(named(), authenticator.authenticate(validToken()));
        assertEquals(named(), authenticator.authenticate(validToken()));
    }

    @Test
    void anythingElseIsRefused() {
        Authenticator authenticator = newAuthenticator();
        String valid = validToken();
        List<String> strangers = List.of(
                "",
                " ",
                "\0",
                "nobody",
                "....",
                valid + "x",
                valid.substring(1),
                valid.substring(0, valid.length() - 1),
                valid + "," + valid);
        for (String stranger : strangers) {
            Forbidden refused = assertThrows(
                    Forbidden.class,
                    () -> authenticator.authenticate(stranger),
                    () -> "lets in '" + stranger + "'");
            assertEquals(
                    ErrorCode.UNAUTHENTICATED, refused.code(), "a phone then asks for a new token");
        }
        assertEquals(named(), authenticator.authenticate(valid), "refusing changes nothing");
    }

    @Test
    void aRefusalDoesNotRepeatTheToken() {
        Authenticator authenticator = newAuthenticator();
        String almost = validToken() + "x";
        Forbidden refused = assertThrows(Forbidden.class, () -> authenticator.authenticate(almost));
        assertFalse(
                String.valueOf(refused.getMessage()).contains(validToken()),
                "messages end up in logs");
    }
}
