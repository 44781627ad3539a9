package dev.syncdb.delta;

import dev.syncdb.value.Bytes;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Bytes made smaller by DEFLATE (RFC 1951), without a header. Stateless. */
final class Deflated {
    private static final int CHUNK_BYTES = 1 << 12;

    private Deflated() {}

    static Bytes deflate(Bytes bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(bytes.toArray());
            deflater.finish();
            // What does not fit has not become smaller.
            byte[] room = new byte[bytes.size()];
            int size = deflater.deflate(room);
            return deflater.finished() ? Bytes.owned(Arrays.copyOf(room, size)) : bytes;
        } finally {
            deflater.end();
        }
    }

    /** The bytes as they were; null if these are none like that, or become more than allowed. */
    static @Nullable Bytes inflate(Bytes deflated, int bytesMax) {
        Inflater inflater = new Inflater(true);
        try {
            // Without a header it wants one byte more than there is.
            inflater.setInput(Arrays.copyOf(deflated.toArray(), deflated.size() + 1));
            byte[] room = new byte[Math.min(CHUNK_BYTES, bytesMax)];
            int size = 0;
            while (!inflater.finished()) {
                if (size == room.length) {
                    if (size == bytesMax) {
                        return null;
                    }
                    room = Arrays.copyOf(room, (int) Math.min(bytesMax, 2L * room.length));
                }
                int more = inflater.inflate(room, size, room.length - size);
                if (more == 0 && !inflater.finished()) {
                    return null;
                }
                size += more;
            }
            boolean all = inflater.getBytesRead() == deflated.size();
            return all ? Bytes.owned(Arrays.copyOf(room, size)) : null;
        } catch (DataFormatException damaged) {
            return null;
        } finally {
            inflater.end();
        }
    }
}
