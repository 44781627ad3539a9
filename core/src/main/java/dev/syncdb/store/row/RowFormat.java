package dev.syncdb.store.row;

import dev.syncdb.value.ValueType;

/*
 * A row:   | flags u8 | slot 0 | … | slot n-1 | slot of the hidden bytes | bodies, in slot order |
 *
 * flags    bit 0: the slots are wide; bit 1: there are hidden bytes, and so a slot for them.
 * slot     | tag 4 bits | payload 12 bits |, wide: | tag 4 bits | payload 28 bits |, big-endian.
 *
 *   tag           payload             body
 *   NULL          0                   none
 *   INTEGER_SLOT  the integer, signed none
 *   INTEGER_2…8   offset              2, 4, 6 or 8 bytes, signed, the fewest that hold it
 *   REAL          offset              8 bytes, the bits of the double
 *   TEXT_CODE     code in the         none
 *                 column's dictionary
 *   UUID_LOWER    offset              16 bytes of a text 8-4-4-4-12 in lower-case hex digits
 *   UUID_UPPER    offset              the same in upper-case digits, of which one is a letter
 *   TEXT_ASCII    offset              | length, varint | bytes |
 *   TEXT_UTF8     offset              | length, varint | bytes |, one of them not ASCII
 *   BLOB          offset              | length, varint | bytes |
 *   TEXT_OUTSIDE  index of a String   none
 *   BLOB_OUTSIDE  index of a Bytes    none
 *
 * An offset counts from the first byte of the row. Narrow slots reach ROW_BYTES_NARROW_MAX bytes;
 * a longer row has wide ones. Bodies do not depend on the width of the slots. A cell has one
 * encoding only, but for a text that was packed before the dictionary took it in.
 */

/** The constants of the bytes of a row, and how to read them. */
final class RowFormat {
    static final int NULL = 0;
    static final int INTEGER_SLOT = 1;
    static final int INTEGER_2 = 2;
    static final int INTEGER_4 = 3;
    static final int INTEGER_6 = 4;
    static final int INTEGER_8 = 5;
    static final int REAL = 6;
    static final int TEXT_CODE = 7;
    static final int UUID_LOWER = 8;
    static final int UUID_UPPER = 9;
    static final int TEXT_ASCII = 10;
    static final int TEXT_UTF8 = 11;
    static final int TEXT_OUTSIDE = 12;
    static final int BLOB = 13;
    static final int BLOB_OUTSIDE = 14;

    static final int FLAG_WIDE = 1;
    static final int FLAG_HIDDEN = 2;

    /** A slot of two bytes addresses no more. */
    static final int ROW_BYTES_NARROW_MAX = 1 << 12;

    /** What an integer or a code may take of a slot, wide or narrow. */
    static final int INLINE_MAX = (1 << 12) - 1;

    /** Longer content lies outside, so that a change of another cell does not copy it. */
    static final int INSIDE_BYTES_MAX = 1 << 10;

    private static final int PAYLOAD_MASK = (1 << 28) - 1;

    private static final ValueType[] TYPES = {
        ValueType.NULL,
        ValueType.INTEGER,
        ValueType.INTEGER,
        ValueType.INTEGER,
        ValueType.INTEGER,
        ValueType.INTEGER,
        ValueType.REAL,
        ValueType.TEXT,
        ValueType.TEXT,
        ValueType.TEXT,
        ValueType.TEXT,
        ValueType.TEXT,
        ValueType.TEXT,
        ValueType.BLOB,
        ValueType.BLOB
    };

    private RowFormat() {}

    static boolean wide(byte[] row) {
        return (row[0] & FLAG_WIDE) != 0;
    }

    static boolean hasHidden(byte[] row) {
        return (row[0] & FLAG_HIDDEN) != 0;
    }

    static int headerBytes(int slots, boolean wide) {
        return 1 + (wide ? 4 : 2) * slots;
    }

    /** The slot at this position in its wide form, whatever form it has in the row. */
    static int slot(byte[] row, int position) {
        if (wide(row)) {
            return int4(row, 1 + 4 * position);
        }
        int high = row[1 + 2 * position];
        int low = row[2 + 2 * position] & 255;
        return (high & 0xF0) << 24 | (high & 0x0F) << 8 | low;
    }

    static int tag(int slot) {
        return slot >>> 28;
    }

    static int payload(int slot) {
        return slot & PAYLOAD_MASK;
    }

    static ValueType type(int tag) {
        return TYPES[tag];
    }

    static boolean isInteger(int tag) {
        return tag >= INTEGER_SLOT && tag <= INTEGER_8;
    }

    static boolean isText(int tag) {
        return tag >= TEXT_CODE && tag <= TEXT_OUTSIDE;
    }

    static boolean isUuid(int tag) {
        return tag == UUID_LOWER || tag == UUID_UPPER;
    }

    /** True for a text whose UTF-8 bytes stand in the row. */
    static boolean isTextRun(int tag) {
        return tag == TEXT_ASCII || tag == TEXT_UTF8;
    }

    static boolean isOutside(int tag) {
        return tag == TEXT_OUTSIDE || tag == BLOB_OUTSIDE;
    }

    /** How many bytes of body the cell of this slot has. */
    static int bodyBytes(byte[] row, int slot) {
        switch (tag(slot)) {
            case INTEGER_2:
                return 2;
            case INTEGER_4:
                return 4;
            case INTEGER_6:
                return 6;
            case INTEGER_8:
            case REAL:
                return 8;
            case UUID_LOWER:
            case UUID_UPPER:
                return 16;
            case TEXT_ASCII:
            case TEXT_UTF8:
            case BLOB:
                int length = runBytes(row, slot);
                return runHeadBytes(length) + length;
            default:
                return 0;
        }
    }

    /** The length of the content of a text or blob in the row. */
    static int runBytes(byte[] row, int slot) {
        int at = payload(slot);
        int first = row[at];
        return first >= 0 ? first : (first & 127) | row[at + 1] << 7;
    }

    /** The offset of the content of a text or blob in the row. */
    static int runStart(byte[] row, int slot) {
        int at = payload(slot);
        return row[at] >= 0 ? at + 1 : at + 2;
    }

    /** How many bytes tell that a content has this length, at most INSIDE_BYTES_MAX. */
    static int runHeadBytes(int length) {
        return length < 128 ? 1 : 2;
    }

    static int writeRunHead(byte[] row, int at, int length) {
        if (length < 128) {
            row[at] = (byte) length;
            return at + 1;
        }
        row[at] = (byte) (length | 128);
        row[at + 1] = (byte) (length >>> 7);
        return at + 2;
    }

    /** The integer in the cell of this slot, which must be one. */
    static long integer(byte[] row, int slot) {
        int at = payload(slot);
        switch (tag(slot)) {
            case INTEGER_SLOT:
                return (long) (slot << 20 >> 20);
            case INTEGER_2:
                return (long) (row[at] << 8 | (row[at + 1] & 255));
            case INTEGER_4:
                return int4(row, at);
            case INTEGER_6:
                return (long) int4(row, at) << 16 | (row[at + 4] & 255) << 8 | (row[at + 5] & 255);
            default:
                return long8(row, at);
        }
    }

    /** The tag of the shortest form of an integer. */
    static int integerTag(long integer) {
        // Folds the sign away: what is left is as long as the integer is.
        long size = integer ^ integer >> 63;
        if (size < 1L << 11) {
            return INTEGER_SLOT;
        }
        if (size < 1L << 31) {
            return size < 1L << 15 ? INTEGER_2 : INTEGER_4;
        }
        return size < 1L << 47 ? INTEGER_6 : INTEGER_8;
    }

    static int int4(byte[] row, int at) {
        return row[at] << 24
                | (row[at + 1] & 255) << 16
                | (row[at + 2] & 255) << 8
                | (row[at + 3] & 255);
    }

    static long long8(byte[] row, int at) {
        return (long) int4(row, at) << 32 | (int4(row, at + 4) & 0xFFFF_FFFFL);
    }

    /** Writes the low bytes of {@code value}, the highest of them first. */
    static void write(byte[] row, int at, long value, int bytes) {
        for (int i = bytes - 1; i >= 0; i--) {
            row[at + i] = (byte) value;
            value >>= 8;
        }
    }

    /** Writes a number of eight bytes, the highest of them first. */
    static void writeLong8(byte[] row, int at, long value) {
        row[at] = (byte) (value >>> 56);
        row[at + 1] = (byte) (value >>> 48);
        row[at + 2] = (byte) (value >>> 40);
        row[at + 3] = (byte) (value >>> 32);
        row[at + 4] = (byte) (value >>> 24);
        row[at + 5] = (byte) (value >>> 16);
        row[at + 6] = (byte) (value >>> 8);
        row[at + 7] = (byte) value;
    }

    static void writeSlot(byte[] row, int position, int tag, int payload) {
        if (wide(row)) {
            write(row, 1 + 4 * position, (long) tag << 28 | (payload & PAYLOAD_MASK), 4);
        } else {
            row[1 + 2 * position] = (byte) (tag << 4 | (payload >>> 8 & 0x0F));
            row[2 + 2 * position] = (byte) payload;
        }
    }
}
