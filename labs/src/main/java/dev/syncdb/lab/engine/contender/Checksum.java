package dev.syncdb.lab.engine.contender;

import dev.syncdb.value.Bytes;

import org.jspecify.annotations.Nullable;

/**
 * A sum over the values of a row, in order. Cheap, because it is timed with the reading; it looks
 * at the length and the ends of a text, so that the text must have been made.
 */
final class Checksum {
    private static final long FACTOR = 31;

    private Checksum() {}

    static long add(long sum, long value) {
        return FACTOR * sum + value;
    }

    /** For estimates, which are whole quarters. */
    static long add(long sum, double value) {
        return add(sum, (long) (4 * value));
    }

    static long add(long sum, boolean value) {
        return add(sum, value ? 1L : 2L);
    }

    /** Null counts as nothing, for getters may give it. */
    static long add(long sum, @Nullable String text) {
        if (text == null) {
            return add(sum, 0);
        }
        int last = text.length() - 1;
        return add(sum, text.charAt(0) + ((long) text.charAt(last) << 8) + ((long) last << 16));
    }

    static long add(long sum, byte @Nullable [] bytes) {
        return bytes == null
                ? add(sum, 0)
                : ends(sum, bytes[0], bytes[bytes.length - 1], bytes.length);
    }

    static long add(long sum, Bytes bytes) {
        return ends(sum, bytes.at(0), bytes.at(bytes.size() - 1), bytes.size());
    }

    private static long ends(long sum, byte first, byte last, int size) {
        return add(sum, (first & 255) + ((long) (last & 255) << 8) + ((long) size << 16));
    }
}
