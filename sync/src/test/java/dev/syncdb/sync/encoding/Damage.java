package dev.syncdb.sync.encoding;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incompatible;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What networks, disks and attackers make of an encoding. Whatever it is, reading it gives a value
 * or fails as {@link Corrupt} or {@link Incompatible}, and takes no memory that was not sent.
 */
final class Damage {
    /** What reading of nothing may cost: decoders, exceptions. */
    private static final long ALLOCATED_MIN = 64 * 1024;

    /** A byte may become an object in a list, and an array may be copied, but no more. */
    private static final long ALLOCATED_PER_BYTE = 256;

    private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Damage() {}

    /** What a sink holds after {@code writer}. */
    static byte[] bytes(Consumer<ByteSink> writer) {
        ByteSink sink = new ByteSink();
        writer.accept(sink);
        return sink.toArray();
    }

    /** A reader of all of some bytes. */
    static <T> Function<byte[], T> whole(Function<ByteSource, T> reader) {
        return bytes -> {
            ByteSource source = new ByteSource(bytes, ErrorCode.MALFORMED_MESSAGE);
            T value = reader.apply(source);
            source.requireEnd();
            return value;
        };
    }

    /** No proper prefix can be read. */
    static <T> void everyTruncationFails(byte[] encoding, Function<byte[], T> reader) {
        for (int size = 0; size < encoding.length; size++) {
            int cut = size;
            assertFalse(
                    read(Arrays.copyOf(encoding, size), reader),
                    () -> "read something from " + cut + " of " + encoding.length + " bytes");
        }
    }

    /** No encoding with one wrong bit can be read, or is taken for one of another version. */
    static <T> void everyFlipFails(byte[] encoding, Function<byte[], T> reader) {
        for (int bit = 0; bit < encoding.length * Byte.SIZE; bit++) {
            byte[] flipped = flipped(encoding, bit);
            String which = "bit " + bit + " of " + encoding.length + " bytes";
            assertFalse(read(flipped, reader), () -> which + " was not noticed");
            assertThrows(Corrupt.class, () -> reader.apply(flipped), which);
        }
    }

    /** An encoding with one wrong bit or byte is noticed, or has another meaning. */
    static <T> void everyFlipIsHarmless(byte[] encoding, Function<byte[], T> reader) {
        for (int bit = 0; bit < encoding.length * Byte.SIZE; bit++) {
            read(flipped(encoding, bit), reader);
        }
        for (int i = 0; i < encoding.length; i++) {
            byte[] inflated = encoding.clone();
            inflated[i] = (byte) 0xFF;
            read(inflated, reader);
        }
    }

    /** A message with its checksum made right again, as an attacker would. */
    static byte[] resealed(byte[] message) {
        int sealed = message.length - Integer.BYTES;
        if (sealed < 0) {
            return message;
        }
        ByteSink sink = new ByteSink().write(message, 0, sealed);
        return sink.writeInt(sink.crc(0)).toArray();
    }

    private static byte[] flipped(byte[] encoding, int bit) {
        byte[] flipped = encoding.clone();
        flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        return flipped;
    }

    /** True if the bytes could be read. */
    private static <T> boolean read(byte[] bytes, Function<byte[], T> reader) {
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

    private static <T> boolean succeeds(byte[] bytes, Function<byte[], T> reader) {
        try {
            reader.apply(bytes);
            return true;
        } catch (Corrupt | Incompatible noticed) {
            return false;
        }
    }

    private static long allocatedBytes() {
        return MEMORY.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
