package dev.syncdb.codec;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;

import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Does to an encoding what disks, networks and attackers do: cuts it off at every length, turns
 * every bit, and replaces every byte by the largest. Reading may then fail as {@link Corrupt} or
 * give another value, but it may not fail in any other way or take memory that was not sent.
 */
final class Damage {
    /** What decoding of nothing costs, exceptions included; class loading comes on top of it. */
    private static final long ALLOCATED_MIN = 256 * 1024;

    /** A byte may become an object in a list, and an array may be copied, but no more. */
    private static final long ALLOCATED_PER_BYTE = 256;

    private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Damage() {}

    /** Every proper prefix fails, because the encoding says where it ends. */
    static <T> void everyTruncationFails(byte[] encoding, Function<ByteSource, T> reader) {
        for (int size = 0; size < encoding.length; size++) {
            byte[] cut = Arrays.copyOf(encoding, size);
            if (read(cut, reader)) {
                fail("read something from " + size + " of " + encoding.length + " bytes");
            }
        }
    }

    /** Any one wrong bit or byte is noticed or gives another value. */
    static <T> void everyFlipIsHarmless(byte[] encoding, Function<ByteSource, T> reader) {
        for (int bit = 0; bit < encoding.length * Byte.SIZE; bit++) {
            byte[] flipped = encoding.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            read(flipped, reader);
        }
        for (int i = 0; i < encoding.length; i++) {
            byte[] inflated = encoding.clone();
            inflated[i] = (byte) 0xFF;
            read(inflated, reader);
        }
    }

    /** True if the bytes could be read to their end. */
    private static <T> boolean read(byte[] bytes, Function<ByteSource, T> reader) {
        ByteSource source = new ByteSource(bytes, ErrorCode.CORRUPT_FILE);
        long before = MEMORY.getThreadAllocatedBytes(Thread.currentThread().getId());
        boolean read;
        try {
            reader.apply(source);
            source.requireEnd();
            read = true;
        } catch (Corrupt noticed) {
            assertTrue(noticed.offset() >= 0, noticed.getMessage());
            assertTrue(noticed.offset() <= bytes.length, noticed.getMessage());
            read = false;
        }
        long after = MEMORY.getThreadAllocatedBytes(Thread.currentThread().getId());
        long most = ALLOCATED_MIN + ALLOCATED_PER_BYTE * bytes.length;
        assertTrue(
                after - before <= most,
                () -> bytes.length + " bytes made the reader take " + (after - before));
        return read;
    }
}
