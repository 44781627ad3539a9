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
    /** What reading of nothing may cost: decoders, exceptions. */
    private static final long ALLOCATED_MIN = 64 * 1024;

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
        long most = ALLOCATED_MIN + ALLOCATED_PER_BYTE * bytes.length;
        long before = allocatedBytes();
        boolean read = succeeds(bytes, reader);
        if (allocatedBytes() - before > most) {
            // The first time may have loaded classes.
            long again = allocatedBytes();
            succeeds(bytes, reader);
            long taken = allocatedBytes() - again;
            assertTrue(taken <= most, () -> bytes.length + " bytes made us take " + taken);
        }
        return read;
    }

    private static <T> boolean succeeds(byte[] bytes, Function<ByteSource, T> reader) {
        ByteSource source = new ByteSource(bytes, ErrorCode.CORRUPT_FILE);
        try {
            reader.apply(source);
            source.requireEnd();
            return true;
        } catch (Corrupt noticed) {
            assertTrue(noticed.offset() >= 0, noticed.getMessage());
            assertTrue(noticed.offset() <= bytes.length, noticed.getMessage());
            return false;
        }
    }

    private static long allocatedBytes() {
        return MEMORY.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
