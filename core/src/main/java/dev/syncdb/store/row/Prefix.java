package dev.syncdb.store.row;

import dev.syncdb.value.BlobValue;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Collation;
import dev.syncdb.value.IntegerValue;
import dev.syncdb.value.RealValue;
import dev.syncdb.value.TextValue;
import dev.syncdb.value.Value;

/**
 * Eight bytes that sort, as an unsigned number, like the cell they come from: of two cells the
 * smaller one has a smaller or the same prefix, and equal cells have the same. So most comparisons
 * end before the row is touched. Pure.
 *
 * <p>The two highest bits are the class (NULL, number, text, blob), the others the start of the
 * content: a number's bits as a double, a text's UTF-8 bytes, a blob's bytes.
 */
public final class Prefix {
    private static final int CLASS_BITS = 2;
    private static final long NUMBER = 1L << 62;
    private static final long TEXT = 2L << 62;
    private static final long BLOB = 3L << 62;
    private static final int WORD_BYTES = 8;

    private Prefix() {}

    /** The prefix of a cell of a column with this collation. */
    public static long prefix(Value value, Collation collation) {
        if (value instanceof IntegerValue) {
            return number((double) ((IntegerValue) value).value());
        }
        if (value instanceof TextValue) {
            return text(((TextValue) value).value(), collation);
        }
        if (value instanceof RealValue) {
            return number(((RealValue) value).value());
        }
        return value instanceof BlobValue ? blob(((BlobValue) value).value()) : 0;
    }

    /** The prefix of a cell where it lies. */
    static long prefix(PackedRow row, int column, Collation collation) {
        byte[] bytes = row.bytes;
        int slot = RowFormat.slot(bytes, column);
        int tag = RowFormat.tag(slot);
        if (RowFormat.isInteger(tag)) {
            return number((double) RowFormat.integer(bytes, slot));
        }
        if (RowFormat.isTextRun(tag)) {
            int from = RowFormat.runStart(bytes, slot);
            int length = RowFormat.runBytes(bytes, slot);
            int significant = Utf8.significant(bytes, from, length, collation);
            return TEXT | run(bytes, from, significant, collation) >>> CLASS_BITS;
        }
        if (RowFormat.isUuid(tag)) {
            return uuid(bytes, RowFormat.payload(slot), tag, collation);
        }
        if (tag == RowFormat.TEXT_CODE && collation == Collation.BINARY) {
            return row.layout.dictionary(column).prefix(RowFormat.payload(slot));
        }
        if (RowFormat.isText(tag)) {
            return text(row.textAt(column), collation);
        }
        switch (tag) {
            case RowFormat.NULL:
                return 0;
            case RowFormat.REAL:
                return number(row.doubleAt(column));
            case RowFormat.BLOB:
                int from = RowFormat.runStart(bytes, slot);
                long start = run(bytes, from, RowFormat.runBytes(bytes, slot), Collation.BINARY);
                return BLOB | start >>> CLASS_BITS;
            default:
                return blob(row.bytesAt(column));
        }
    }

    // Widening rounds, but never past a double: it keeps the order between integers and reals.
    private static long number(double real) {
        // Adding 0.0 makes -0.0 the 0.0 that it equals.
        long bits = Double.doubleToRawLongBits(real + 0.0);
        long sorted = bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
        return NUMBER | sorted >>> CLASS_BITS;
    }

    /** Of a text. */
    static long text(String text, Collation collation) {
        boolean fold = collation == Collation.NOCASE;
        int end = Utf8.significant(text, collation);
        long word = 0;
        int room = WORD_BYTES;
        int i = 0;
        while (room > 0 && i < end) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            long encoded = Utf8.encode(fold ? Utf8.lower(codePoint) : codePoint) & 0xFFFF_FFFFL;
            int bytes = Utf8.bytes(codePoint);
            room -= bytes;
            word |= room >= 0 ? encoded << (8 * room) : encoded >>> (-8 * room);
        }
        return TEXT | word >>> CLASS_BITS;
    }

    private static long uuid(byte[] bytes, int at, int tag, Collation collation) {
        boolean upper = tag == RowFormat.UUID_UPPER && collation != Collation.NOCASE;
        return TEXT | Uuids.start(bytes, at, upper) >>> CLASS_BITS;
    }

    private static long run(byte[] bytes, int from, int length, Collation collation) {
        boolean fold = collation == Collation.NOCASE;
        int count = Math.min(length, WORD_BYTES);
        long word = 0;
        for (int i = 0; i < count; i++) {
            int unit = bytes[from + i] & 255;
            word = word << 8 | (fold ? Utf8.lower(unit) : unit);
        }
        return count == 0 ? 0 : word << (8 * (WORD_BYTES - count));
    }

    private static long blob(Bytes blob) {
        int count = Math.min(blob.size(), WORD_BYTES);
        long word = 0;
        for (int i = 0; i < count; i++) {
            word = word << 8 | (blob.at(i) & 255);
        }
        return BLOB | (count == 0 ? 0 : word << (8 * (WORD_BYTES - count))) >>> CLASS_BITS;
    }
}
