package dev.syncdb.sync.encoding;

import dev.syncdb.codec.ByteSink;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.value.Bytes;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Shows without saying either that a client has its secret, and that it means what it does not say:
 * HMAC-SHA-256, keyed with the SHA-256 of the secret, which is all that a server keeps of it.
 * Stateless.
 */
final class Proof {
    /** 64 bits cannot be guessed by asking a server. */
    static final int BYTES = 8;

    private static final String MAC = "HmacSHA256";
    private static final String HASH = "SHA-256";

    private Proof() {}

    /** The key that stands for a secret. */
    static Bytes key(Bytes secret) {
        try {
            return Bytes.owned(MessageDigest.getInstance(HASH).digest(secret.toArray()));
        } catch (GeneralSecurityException impossible) {
            throw missing(HASH, impossible);
        }
    }

    /** The proof of what is not said and of what is. */
    static Bytes of(Bytes key, ByteSink unsaid, Bytes said) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key.toArray(), MAC));
            mac.update(unsaid.toArray());
            return Bytes.owned(Arrays.copyOf(mac.doFinal(said.toArray()), BYTES));
        } catch (GeneralSecurityException impossible) {
            throw missing(MAC, impossible);
        }
    }

    /** Takes the same time for every wrong proof. */
    static boolean equal(Bytes one, Bytes other) {
        return MessageDigest.isEqual(one.toArray(), other.toArray());
    }

    private static Fault missing(String algorithm, GeneralSecurityException impossible) {
        return new Fault(ErrorCode.INTERNAL, "every Java platform has " + algorithm, impossible);
    }
}
