package dev.syncdb.store.row;

import dev.syncdb.value.BlobValue;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Collation;
import dev.syncdb.value.IntegerValue;
import dev.syncdb.value.RealValue;
import dev.syncdb.value.TextValue;
import dev.syncdb.value.Value;

/**
 * Hashes of cells under a secret seed: equal for cells that are equal in the sense of
 * {@link dev.syncdb.value.Key}, and not to be foreseen without the seed, so that nobody can choose
 * keys that collide. All 64 bits are well mixed. Pure.
 *
 * <p>The content goes in by words of 64 bits: {@code hash = step(hash ^ word)}. A step multiplies
 * by two secret odd numbers with a fold after each; with one alone a difference in the highest bit
 * would stay foreseeable.
 */
public final class Hashes {
    private static final long NULL_WORD = 0x6A09E667F3BCC908L;
    private static final long INTEGER_START = 0xBB67AE8584CAA73BL;
    private static final long REAL_START = 0x3C6EF372FE94F82BL;
    private static final long TEXT_START = 0xA54FF53A5F1D36F1L;
    private static final long BLOB_START = 0x510E527FADE682D1L;
    private static final long UUID_LOWER_START = 0x9B05688C2B3E6C1FL;
    private static final long UUID_UPPER_START = 0x1F83D9ABFB41BD6BL;

    private static final long FIRST_FACTOR = 0x9E3779B97F4A7C15L;
    private static final long SECOND_FACTOR = 0xD1B54A32D192ED03L;

    private static final double INTEGER_REAL_MAX = 0x1p63;

    private Hashes() {}

    /** The hash of a cell of a column with this collation. */
    public static long of(Value value, Collation collation, long seed) {
        if (value instanceof IntegerValue) {
            return of(((IntegerValue) value).value(), seed);
        }
        if (value instanceof TextValue) {
            return of(((TextValue) value).value(), collation, seed);
        }
        if (value instanceof RealValue) {
            return of(((RealValue) value).value(), seed);
        }
        return value instanceof BlobValue ? of(((BlobValue) value).value(), seed) : ofNull(seed);
    }

    /** The hash of a text under BINARY. */
    public static long of(String text, long seed) {
        return of(text, Collation.BINARY, seed);
    }

    /** The hash of an integer. */
    public static long of(long integer, long seed) {
        return step(seed ^ INTEGER_START ^ integer, seed);
    }

    /** The hash of a cell where it lies. */
    static long of(PackedRow row, int column, Collation collation, long seed) {
        byte[] bytes = row.bytes;
        int slot = RowFormat.slot(bytes, column);
        int tag = RowFormat.tag(slot);
        if (RowFormat.isInteger(tag)) {
            return of(RowFormat.integer(bytes, slot), seed);
        }
        if (RowFormat.isUuid(tag)) {
            int at = RowFormat.payload(slot);
            boolean upper = tag == RowFormat.UUID_UPPER && collation != Collation.NOCASE;
            return uuid(RowFormat.long8(bytes, at), RowFormat.long8(bytes, at + 8), upper, seed);
        }
        if (tag == RowFormat.TEXT_ASCII) {
            return ascii(row, column, slot, collation, seed);
        }
        if (RowFormat.isText(tag)) {
            return of(row.textAt(column), collation, seed);
        }
        if (tag == RowFormat.REAL) {
            return of(row.doubleAt(column), seed);
        }
        return tag == RowFormat.NULL ? ofNull(seed) : of(row.bytesAt(column), seed);
    }

    private static long ofNull(long seed) {
        return step(seed ^ NULL_WORD, seed);
    }

    private static long of(double real, long seed) {
        boolean whole = real == Math.rint(real);
        if (whole && real >= -INTEGER_REAL_MAX && real < INTEGER_REAL_MAX) {
            return of((long) real, seed);
        }
        return step(seed ^ REAL_START ^ Double.doubleToRawLongBits(real), seed);
    }

    static long uuid(long high, long low, boolean upper, long seed) {
        long start = upper ? UUID_UPPER_START : UUID_LOWER_START;
        return step(step(seed ^ start ^ high, seed) ^ low, seed);
    }

    private static long of(String text, Collation collation, long seed) {
        int length = Utf8.significant(text, collation);
        boolean fold = collation == Collation.NOCASE;
        int shape = Uuids.shape(text, length);
        if (shape != Uuids.NONE && (fold || shape != Uuids.MIXED)) {
            boolean upper = shape == Uuids.UPPER && !fold;
            return uuid(Uuids.high(text), Uuids.low(text), upper, seed);
        }
        return units(text, length, fold, seed);
    }

    /** The hash, under BINARY, of a text that is not kept as a UUID. */
    static long ofPlain(String text, long seed) {
        return units(text, text.length(), false, seed);
    }

    private static long units(String text, int length, boolean fold, long seed) {
        long hash = seed ^ TEXT_START;
        long word = 0;
        for (int i = 0; i < length; i++) {
            int unit = text.charAt(i);
            word = word << 16 | (fold ? Utf8.lower(unit) : unit);
            if ((i & 3) == 3) {
                hash = step(hash ^ word, seed);
                word = 0;
            }
        }
        return end(hash, word, length, seed);
    }

    private static long ascii(PackedRow row, int column, int slot, Collation collation, long seed) {
        byte[] bytes = row.bytes;
        int from = RowFormat.runStart(bytes, slot);
        int length = Utf8.significant(bytes, from, RowFormat.runBytes(bytes, slot), collation);
        if (length == Uuids.CHARS && collation != Collation.BINARY && bytes[from + 8] == '-') {
            // Without its spaces or its case it may be a UUID.
            return of(row.textAt(column), collation, seed);
        }
        boolean fold = collation == Collation.NOCASE;
        long hash = seed ^ TEXT_START;
        long word = 0;
        for (int i = 0; i < length; i++) {
            int unit = bytes[from + i];
            word = word << 16 | (fold ? Utf8.lower(unit) : unit);
            if ((i & 3) == 3) {
                hash = step(hash ^ word, seed);
                word = 0;
            }
        }
        return end(hash, word, length, seed);
    }

    private static long of(Bytes blob, long seed) {
        long hash = seed ^ BLOB_START;
        long word = 0;
        int size = blob.size();
        for (int i = 0; i < size; i++) {
            word = word << 8 | (blob.at(i) & 255);
            if ((i & 7) == 7) {
                hash = step(hash ^ word, seed);
                word = 0;
            }
        }
        return end(hash, word, size, seed);
    }

    private static long end(long hash, long word, int length, long seed) {
        return step(step(hash ^ word, seed) ^ length, seed);
    }

    private static long step(long word, long seed) {
        long first = (seed ^ FIRST_FACTOR) | 1;
        long second = (Long.rotateLeft(seed, 32) ^ SECOND_FACTOR) | 1;
        long mixed = word * first;
        mixed = (mixed ^ mixed >>> 32) * second;
        return mixed ^ mixed >>> 32;
    }
}
