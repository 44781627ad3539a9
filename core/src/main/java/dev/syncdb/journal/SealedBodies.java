package dev.syncdb.journal;

import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.journal.RecordFormat.Header;

import org.jspecify.annotations.Nullable;

import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/* Sealed body:     | nonce 12 | AES-256-GCM of the body | tag 16 |
 * Nonce:           | opening 8 | count u32 |
 * Associated data: | tag of the file's header 16 | record number u64 | unforced u32 |
 *
 * A nonce that came twice under one key would give both bodies away. A number of a record can come
 * twice: when a write was refused and another body is given, when a crash tore the record off, when
 * a copy of the folder goes its own way. So the nonce does not follow from the number. Each opening
 * of a file draws eight random bytes and counts on from there, and the key is the file's alone.
 * What recovery writes once more is the same bytes, not the same body sealed again.
 *
 * The tag of the header stands for all that the header says: kind, journal, the number that the
 * file begins with or covers, and the salt, which is another one each time a file is made.
 */
/** AES-256-GCM (NIST SP 800-38D) over the bodies of one file. */
final class SealedBodies implements BodyCipher {
    /** Bytes that a sealed body has more than the body. */
    static final int OVERHEAD_BYTES = 12 + 16;

    private static final int NONCE_BYTES = 12;
    private static final int OPENING_BYTES = 8;
    private static final int TAG_BYTES = 16;

    private final FileKeys keys;
    private final byte[] headerTag;
    private final KeyProvider provider;
    private final byte[] opening = new byte[OPENING_BYTES];
    private final Cipher cipher;

    /** How many nonces follow from {@link #opening} already; 0 if it is not drawn. */
    private int count;

    SealedBodies(FileKeys keys, byte[] headerTag, KeyProvider provider) {
        this.keys = keys;
        this.headerTag = headerTag;
        this.provider = provider;
        try {
            this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException absent) {
            throw fault(absent);
        }
    }

    @Override
    public byte[] seal(long number, int unforced, byte[] body) {
        byte[] sealed = Arrays.copyOf(nonce(), OVERHEAD_BYTES + body.length);
        try {
            begin(Cipher.ENCRYPT_MODE, sealed, 0, number, unforced);
            cipher.doFinal(body, 0, body.length, sealed, NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException impossible) {
            throw fault(impossible);
        }
    }

    @Override
    public @Nullable ByteSource open(Header header, byte[] bytes, int from) {
        int sealedBytes = header.bodyBytes() - NONCE_BYTES;
        if (sealedBytes < TAG_BYTES) {
            return null;
        }
        try {
            begin(Cipher.DECRYPT_MODE, bytes, from, header.number(), header.unforced());
            byte[] body = cipher.doFinal(bytes, from + NONCE_BYTES, sealedBytes);
            return new ByteSource(body, ErrorCode.CORRUPT_FILE);
        } catch (BadPaddingException forged) {
            return null;
        } catch (GeneralSecurityException impossible) {
            throw fault(impossible);
        }
    }

    private byte[] nonce() {
        if (count == 0) {
            provider.random(opening);
        }
        byte[] nonce = new ByteSink().write(opening).writeInt(count).toArray();
        count++;
        return nonce;
    }

    private void begin(int mode, byte[] nonce, int nonceAt, long number, int unforced)
            throws GeneralSecurityException {
        cipher.init(
                mode,
                keys.bodyKey(),
                new GCMParameterSpec(8 * TAG_BYTES, nonce, nonceAt, NONCE_BYTES));
        cipher.updateAAD(headerTag);
        cipher.updateAAD(new ByteSink().writeLong(number).writeInt(unforced).toArray());
    }

    /** No cause but the platform's: its messages know neither keys nor bodies. */
    private static Fault fault(GeneralSecurityException cause) {
        return new Fault(ErrorCode.INTERNAL, "this platform cannot do AES-256-GCM", cause);
    }
}
