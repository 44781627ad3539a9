package dev.syncdb.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.codec.ByteSink;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Forbidden;
import dev.syncdb.error.Incompatible;
import dev.syncdb.error.Incorrect;
import dev.syncdb.error.SyncDbException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

class EncryptedEnvelopeTest {
    private static final FileKind KIND = new FileKind("syncdb.test", 1, 1);
    private static final byte[] FIELDS = new ByteSink().writeText("tasks").toArray();
    private static final int PROTECTION_AT = 8 + 4 + 12 + 1;

    @Test
    void aPlainHeaderIsDrawnAsItIsWritten() {
        assertEquals(
                "53594e4344420d0a" + "24000000" + "0b" + hex("syncdb.test") + "01" + "00" + "05"
                        + hex("tasks") + "74279657",
                hex(Envelope.write(KIND, FIELDS, null)));
    }

    @Test
    void anEncryptedHeaderIsDrawnAsItIsWritten() {
        StringBuilder salt = new StringBuilder();
        for (int i = 1; i <= FileKeys.SALT_BYTES; i++) {
            salt.append(hex(new byte[] {(byte) i}));
        }
        assertEquals(
                "53594e4344420d0a" + "57000000" + "0b" + hex("syncdb.test") + "01" + "01"
                        + "02" + hex("k1") + salt + "05" + hex("tasks")
                        + "aeec1b15fb72811cd92ed942b445695e" + "16a8507b",
                hex(Envelope.write(KIND, FIELDS, new TestKeys("k1").with("k1", 7))));
    }

    /** Test case 3 of RFC 5869, appendix A.3, as far as one block goes. */
    @Test
    void keysAreDerivedAsTheRfcSays() {
        byte[] main = new byte[22];
        Arrays.fill(main, (byte) 0x0b);
        assertEquals(
                "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d",
                hex(FileKeys.derive(main, new byte[32], "")));
    }

    @Test
    void givesBackItsFields() {
        TestKeys keys = new TestKeys("k1").with("k1", 7);
        byte[] file = Envelope.write(KIND, FIELDS, keys);
        Envelope read = read(Arrays.copyOf(file, 1000), keys);
        assertEquals("tasks", read.fields().readText());
        read.fields().requireEnd();
        assertEquals(file.length, read.size());
    }

    @Test
    void everyFlippedBitAndEveryTruncationIsNoticed() {
        TestKeys keys = new TestKeys("k1").with("k1", 7);
        byte[] file = Envelope.write(KIND, FIELDS, keys);
        for (int bit = 0; bit < file.length * 8; bit++) {
            byte[] flipped = file.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThrows(Corrupt.class, () -> read(flipped, keys), "bit " + bit);
        }
        for (int size = 0; size < file.length; size++) {
            byte[] cut = Arrays.copyOf(file, size);
            assertThrows(Corrupt.class, () -> read(cut, keys), "size " + size);
        }
    }

    @Test
    void whoKnowsTheChecksumButNotTheKeyForgesNoHeader() {
        TestKeys keys = new TestKeys("k1").with("k1", 7);
        byte[] file = Envelope.write(KIND, FIELDS, keys);
        int checked = file.length - Integer.BYTES;
        int noticed = 0;
        for (int bit = PROTECTION_AT * 8; bit < checked * 8; bit++) {
            byte[] forged = file.clone();
            forged[bit / 8] ^= (byte) (1 << (bit % 8));
            putCrc(forged);
            assertThrows(SyncDbException.class, () -> read(forged, keys), "bit " + bit);
            noticed++;
        }
        assertTrue(noticed > 400, "bits: " + noticed);
    }

    @Test
    void keysAndFilesThatDoNotFitAreToldApart() {
        TestKeys keys = new TestKeys("k1").with("k1", 7);
        byte[] encrypted = Envelope.write(KIND, FIELDS, keys);
        byte[] plain = Envelope.write(KIND, FIELDS, null);
        requireCode(ErrorCode.ENCRYPTED, Incorrect.class, encrypted, null);
        requireCode(ErrorCode.NOT_ENCRYPTED, Incorrect.class, plain, keys);
        TestKeys other = new TestKeys("k2").with("k2", 7);
        requireCode(ErrorCode.UNKNOWN_KEY, Forbidden.class, encrypted, other);
        TestKeys wrong = new TestKeys("k1").with("k1", 8);
        requireCode(ErrorCode.WRONG_KEY, Forbidden.class, encrypted, wrong);
        TestKeys rotated = new TestKeys("k1").with("k1", 7).with("k2", 8);
        assertEquals("tasks", read(encrypted, rotated).fields().readText(), "old keys still count");
    }

    @Test
    void anEncryptionOfTheFutureIsIncompatible() {
        byte[] file = Envelope.write(KIND, FIELDS, null);
        file[PROTECTION_AT] = 2;
        putCrc(file);
        Incompatible refused = assertThrows(Incompatible.class, () -> read(file, null));
        assertEquals(2, refused.found());
        assertEquals(0, refused.min());
        assertEquals(1, refused.max());
    }

    @Test
    void keysAndIdsOfTheWrongSizeAreRefused() {
        TestKeys shortKey = new TestKeys("k1").with("k1", new byte[16]);
        requireConfiguration(() -> Envelope.write(KIND, FIELDS, shortKey));
        char[] letters = new char[65];
        Arrays.fill(letters, 'k');
        TestKeys longId = new TestKeys("").with(new String(letters), 7);
        requireConfiguration(() -> Envelope.write(KIND, FIELDS, longId));
        requireConfiguration(() -> KeyRing.of("k1", new byte[31]));
    }

    @Test
    void aKeyRingPrintsIdsOnly() {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 99);
        String printed = KeyRing.of("k1", key).toString();
        assertTrue(printed.contains("k1"), printed);
        assertFalse(printed.contains("99"), printed);
    }

    private static void requireCode(
            ErrorCode code,
            Class<? extends SyncDbException> kind,
            byte[] file,
            @Nullable TestKeys keys) {
        SyncDbException refused = assertThrows(kind, () -> read(file, keys));
        assertEquals(code, refused.code());
        assertTrue(String.valueOf(refused.getMessage()).contains("a.test"), "names the file");
        assertFalse(String.valueOf(refused.getMessage()).contains("7, 7"), "no key");
    }

    private static void requireConfiguration(Runnable call) {
        assertEquals(
                ErrorCode.CONFIGURATION,
                assertThrows(Incorrect.class, call::run).code());
    }

    private static void putCrc(byte[] file) {
        int end = file.length - Integer.BYTES;
        CRC32 crc = new CRC32();
        crc.update(file, 0, end);
        byte[] bytes = new ByteSink().writeInt((int) crc.getValue()).toArray();
        System.arraycopy(bytes, 0, file, end, bytes.length);
    }

    private static Envelope read(byte[] file, @Nullable TestKeys keys) {
        return Envelope.read(file, "a.test", KIND, keys);
    }

    private static String hex(String text) {
        return hex(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String hex(byte[] bytes) {
        StringBuilder hex = new StringBuilder();
        for (byte each : bytes) {
            hex.append(String.format("%02x", each));
        }
        return hex.toString();
    }
}
