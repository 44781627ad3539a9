package dev.syncdb.journal;

import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.error.Forbidden;
import dev.syncdb.error.Incorrect;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/* From a main key and the file's salt (HKDF with SHA-256, RFC 5869; one block each):
 *   extracted  = HMAC(salt, main key)
 *   header key = HMAC(extracted, "syncdb header" 01)   for the tag of the header
 *   body key   = HMAC(extracted, "syncdb body" 01)     for the bodies of records
 */
/**
 * The keys of one encrypted file, made from a main key and the salt of the file: no two files share
 * one. Immutable.
 */
final class FileKeys {
    static final int SALT_BYTES = 32;

    /** The first half of an HMAC, which leaves a forger a chance of one in 2^128. */
    static final int TAG_BYTES = 16;

    private static final String HMAC = "HmacSHA256";
    private static final byte FIRST_BLOCK = 1;

    private final String id;
    private final byte[] salt;
    private final byte[] headerKey;
    private final SecretKeySpec bodyKey;

    private FileKeys(String id, byte[] salt, byte[] main) {
        this.id = id;
        this.salt = salt;
        this.headerKey = derive(main, salt, "syncdb header");
        this.bodyKey = new SecretKeySpec(derive(main, salt, "syncdb body"), "AES");
        Arrays.fill(main, (byte) 0);
    }

    /** For a new file: from the current key and a salt that was never used. */
    static FileKeys fresh(KeyProvider keys) {
        String id = keys.currentId();
        int idBytes = id.getBytes(StandardCharsets.UTF_8).length;
        if (idBytes > KeyProvider.ID_BYTES_MAX) {
            throw new Incorrect(
                    ErrorCode.CONFIGURATION,
                    "an id of a key of " + idBytes + " bytes; most is " + KeyProvider.ID_BYTES_MAX);
        }
        byte[] salt = new byte[SALT_BYTES];
        keys.random(salt);
        return new FileKeys(id, salt, main(keys, id, "a new file"));
    }

    /** For a file that names its key and salt, see {@link #writeTo}. */
    static FileKeys read(ByteSource source, String file, KeyProvider keys) {
        String id = source.readText();
        byte[] salt = source.read(SALT_BYTES);
        return new FileKeys(id, salt, main(keys, id, file));
    }

    /** The part of a header that names key and salt. */
    void writeTo(ByteSink header) {
        header.writeText(id).write(salt);
    }

    /** The id of the main key. */
    String id() {
        return id;
    }

    /** What proves that a header was written by a holder of the key. */
    byte[] tag(byte[] header) {
        return Arrays.copyOf(hmac(headerKey, header), TAG_BYTES);
    }

    SecretKeySpec bodyKey() {
        return bodyKey;
    }

    /** HKDF with SHA-256 for 32 bytes. */
    static byte[] derive(byte[] main, byte[] salt, String use) {
        ByteSink info = new ByteSink();
        info.write(use.getBytes(StandardCharsets.UTF_8)).writeByte(FIRST_BLOCK);
        return hmac(hmac(salt, main), info.toArray());
    }

    private static byte[] main(KeyProvider keys, String id, String file) {
        byte[] main = keys.key(id);
        if (main == null) {
            throw new Forbidden(
                    ErrorCode.UNKNOWN_KEY, file + " needs key " + id + ", which is not known");
        }
        if (main.length != KeyProvider.KEY_BYTES) {
            throw new Incorrect(
                    ErrorCode.CONFIGURATION,
                    "key " + id + " has " + main.length + " bytes; a key has "
                            + KeyProvider.KEY_BYTES);
        }
        return main;
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(message);
        } catch (GeneralSecurityException absent) {
            throw new Fault(ErrorCode.INTERNAL, "this platform has no " + HMAC, absent);
        }
    }
}
