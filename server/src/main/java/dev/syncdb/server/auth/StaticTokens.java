package dev.syncdb.server.auth;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.error.Forbidden;
import dev.syncdb.error.Incorrect;
import dev.syncdb.value.Bytes;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A fixed list of tokens, for development and for a server behind one that checks tokens.
 * Immutable.
 */
public final class StaticTokens implements Authenticator {
    private record Entry(Bytes tokenHash, Principal principal) {}

    private final List<Entry> entries = new ArrayList<>();

    /** Fails with CONFIGURATION if a token is empty. */
    public StaticTokens(Map<String, Principal> principals) {
        principals.forEach((token, principal) -> {
            if (token.isEmpty()) {
                throw new Incorrect(
                        ErrorCode.CONFIGURATION,
                        "the token of " + principal.subject() + " is empty");
            }
            entries.add(new Entry(Bytes.owned(sha256(token)), principal));
        });
    }

    /** Takes the same time whatever the token has in common with a valid one. */
    @Override
    public Principal authenticate(String token) {
        byte[] shown = sha256(token);
        @Nullable Principal found = null;
        for (Entry entry : entries) {
            if (MessageDigest.isEqual(entry.tokenHash().toArray(), shown)) {
                found = entry.principal();
            }
        }
        if (found == null) {
            throw new Forbidden(ErrorCode.UNAUTHENTICATED, "the token is not valid");
        }
        return found;
    }

    @Override
    public boolean isStatic() {
        return true;
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new Fault(ErrorCode.INTERNAL, "every Java platform has SHA-256", impossible);
        }
    }
}
