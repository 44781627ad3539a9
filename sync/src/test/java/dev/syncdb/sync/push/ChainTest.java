package dev.syncdb.sync.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.zip.CRC32;

class ChainTest {
    private static final long SEED = 0xC4A1;

    @Test
    void aLinkIsTheChecksumOfTheOneBeforeAndTheNonce() {
        CRC32 crc = new CRC32();
        crc.update(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0x01020304)
                .putInt(-5)
                .array());
        assertEquals((int) crc.getValue(), Chain.next(0x01020304, -5));
    }

    @Test
    void twoCopiesOfADevicePartAtTheFirstNonceThatDiffersAndNeverMeetAgain() {
        Random random = new Random(SEED);
        int original = Chain.START;
        int copy = Chain.START;
        for (int i = 0; i < 100; i++) {
            int nonce = random.nextInt();
            original = Chain.next(original, nonce);
            copy = Chain.next(copy, nonce);
            assertEquals(original, copy, "so far they are one");
        }
        original = Chain.next(original, 1);
        copy = Chain.next(copy, 2);
        for (int i = 0; i < 10_000; i++) {
            assertNotEquals(original, copy, "the same nonces do not bring them together");
            int nonce = random.nextInt();
            original = Chain.next(original, nonce);
            copy = Chain.next(copy, nonce);
        }
    }
}
