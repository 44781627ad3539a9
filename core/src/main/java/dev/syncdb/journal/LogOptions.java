package dev.syncdb.journal;

import org.jspecify.annotations.Nullable;

/**
 * How a log is laid out, and where its owner wants it to begin.
 *
 * @param segmentBytes size of a segment file; a larger record gets a larger file of its own
 * @param start the first record that the owner needs; older ones may be gone, and go when the log
 *     is opened. Whoever trims a log must know durably, elsewhere, how far
 * @param keys what encrypts the files; null for plain ones
 */
public record LogOptions(
        int segmentBytes, long start, @Nullable KeyProvider keys) {
    /** What a phone fills in about a day and writes in a few milliseconds. */
    public static final int SEGMENT_BYTES = 1 << 20;

    /** The whole log, in segments of the usual size. */
    public static final LogOptions DEFAULT = new LogOptions(SEGMENT_BYTES, 1);

    /** Room for the header and some records. */
    public static final int SEGMENT_BYTES_MIN = 4096;

    /** Recovery holds one segment in memory. */
    public static final int SEGMENT_BYTES_MAX = 1 << 28;

    public LogOptions {
        if (segmentBytes < SEGMENT_BYTES_MIN) {
            throw new IllegalArgumentException(
                    "a segment of " + segmentBytes + " bytes; least is " + SEGMENT_BYTES_MIN);
        }
        if (segmentBytes > SEGMENT_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "a segment of " + segmentBytes + " bytes; most is " + SEGMENT_BYTES_MAX);
        }
        if (start < 1) {
            throw new IllegalArgumentException("a log from record " + start + "; least is 1");
        }
    }

    /** The same without encryption. */
    public LogOptions(int segmentBytes, long start) {
        this(segmentBytes, start, null);
    }

    /** These options for an owner who needs the log from {@code number} on. */
    public LogOptions startingAt(long number) {
        return new LogOptions(segmentBytes, number, keys);
    }

    /** These options with files encrypted by {@code keys}; null for plain files. */
    public LogOptions encryptedBy(@Nullable KeyProvider provider) {
        return new LogOptions(segmentBytes, start, provider);
    }
}
