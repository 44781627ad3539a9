package dev.syncdb.sync.push;

import java.util.zip.CRC32;

/**
 * A fingerprint of a client's transactions up to one of them: each link is the CRC-32 of the one
 * before and the nonce of its transaction. Two devices that share an identity, one restored from a
 * backup of the other, part at the first transaction that only one of them made. Pure.
 */
public final class Chain {
    /** The chain before the first transaction. */
    public static final int START = 0;

    private Chain() {}

    /** The chain value after a transaction with this nonce. */
    public static int next(int before, int nonce) {
        CRC32 crc = new CRC32();
        update(crc, before);
        update(crc, nonce);
        return (int) crc.getValue();
    }

    private static void update(CRC32 crc, int value) {
        for (int shift = 0; shift < Integer.SIZE; shift += 8) {
            crc.update(value >>> shift & 255);
        }
    }
}
