package dev.syncdb.store.row;

import dev.syncdb.error.Corrupt;

/**
 * Looks whether bytes are a row just as {@link RowPacker} makes it, in one pass over its slots:
 * each body right behind the one before, each cell in its one form, and nothing that a reader could
 * stumble over. Confined to who loads rows.
 */
final class RowCheck {
    private static final int FLAGS = RowFormat.FLAG_WIDE | RowFormat.FLAG_HIDDEN;

    private static final int NIBBLE_LETTER_MIN = 10;

    private static final byte[] NO_ROW = {};

    private final RowLayout layout;
    private final BlockInput input;
    private byte[] row = NO_ROW;
    private int start;
    private int body;
    private int outside;

    RowCheck(RowLayout layout, BlockInput input) {
        this.layout = layout;
        this.input = input;
    }

    /**
     * How many slots of the row lead outside.
     *
     * @param copied the row
     * @param from where it begins in the input that it was copied from
     */
    int outside(byte[] copied, int from) {
        row = copied;
        start = from;
        outside = 0;
        if (copied.length == 0 || (copied[0] & ~FLAGS) != 0) {
            throw malformed("a row with no flags or unknown ones");
        }
        int columns = layout.columns();
        boolean hidden = RowFormat.hasHidden(copied);
        int slots = hidden ? columns + 1 : columns;
        boolean wide = RowFormat.wide(copied);
        body = RowFormat.headerBytes(slots, wide);
        if (body > copied.length) {
            throw malformed("a row of " + copied.length + " bytes with " + slots + " slots");
        }
        int narrowBytes = copied.length - body + RowFormat.headerBytes(slots, false);
        if (wide != narrowBytes > RowFormat.ROW_BYTES_NARROW_MAX) {
            throw malformed("slots of the wrong width");
        }
        for (int i = 0; i < columns; i++) {
            checkCell(i, RowFormat.slot(copied, i));
        }
        if (hidden) {
            checkHidden(RowFormat.slot(copied, columns));
        }
        if (body != copied.length) {
            throw malformed("a row of " + copied.length + " bytes whose cells end at " + body);
        }
        return outside;
    }

    private void checkCell(int column, int slot) {
        int payload = RowFormat.payload(slot);
        switch (RowFormat.tag(slot)) {
            case RowFormat.NULL:
                require(payload == 0, slot);
                break;
            case RowFormat.INTEGER_SLOT:
                require(payload <= RowFormat.INLINE_MAX, slot);
                break;
            case RowFormat.TEXT_CODE:
                require(layout.dictionary(column).knows(payload), slot);
                break;
            case RowFormat.TEXT_OUTSIDE:
            case RowFormat.BLOB_OUTSIDE:
                require(payload == outside, slot);
                outside++;
                break;
            case RowFormat.TEXT_ASCII:
            case RowFormat.TEXT_UTF8:
                checkText(slot, checkRun(slot));
                break;
            case RowFormat.BLOB:
                checkRun(slot);
                break;
            default:
                checkFixed(slot);
                break;
        }
    }

    private void checkHidden(int slot) {
        if (RowFormat.tag(slot) == RowFormat.BLOB_OUTSIDE) {
            require(RowFormat.payload(slot) == outside, slot);
            outside++;
        } else {
            require(RowFormat.tag(slot) == RowFormat.BLOB && checkRun(slot) > 0, slot);
        }
    }

    /** A body whose length the tag tells. */
    private void checkFixed(int slot) {
        int tag = RowFormat.tag(slot);
        int bytes = tag > RowFormat.BLOB_OUTSIDE ? 0 : RowFormat.bodyBytes(row, slot);
        require(bytes > 0 && isNext(slot, bytes), slot);
        if (tag == RowFormat.REAL) {
            require(!Double.isNaN(Double.longBitsToDouble(RowFormat.long8(row, body))), slot);
        } else if (tag == RowFormat.UUID_UPPER) {
            require(hasLetter(), slot);
        } else if (tag != RowFormat.UUID_LOWER) {
            require(RowFormat.integerTag(RowFormat.integer(row, slot)) == tag, slot);
        }
        body += bytes;
    }

    /** A body that begins with its length, which is returned. */
    private int checkRun(int slot) {
        require(isNext(slot, 1) && (row[body] >= 0 || isNext(slot, 2)), slot);
        int length = RowFormat.runBytes(row, slot);
        int from = RowFormat.runStart(row, slot);
        require(
                length >= 0
                        && length <= RowFormat.INSIDE_BYTES_MAX
                        && from - body == RowFormat.runHeadBytes(length)
                        && length <= row.length - from,
                slot);
        body = from + length;
        return length;
    }

    /** The bytes of a run that ends where the next body begins. */
    private void checkText(int slot, int length) {
        int from = body - length;
        boolean ascii = input.isAscii(start + from, length);
        if (RowFormat.tag(slot) == RowFormat.TEXT_ASCII) {
            require(ascii && !isUuid(from, length), slot);
        } else {
            require(!ascii && Utf8.isWellFormed(row, from, length), slot);
        }
    }

    /** True if so many bytes are left where the body should begin, and does. */
    private boolean isNext(int slot, int bytes) {
        return RowFormat.payload(slot) == body && bytes <= row.length - body;
    }

    private boolean hasLetter() {
        boolean letter = false;
        for (int i = body; i < body + Uuids.BYTES; i++) {
            letter |= (row[i] >> 4 & 15) >= NIBBLE_LETTER_MIN || (row[i] & 15) >= NIBBLE_LETTER_MIN;
        }
        return letter;
    }

    private boolean isUuid(int from, int length) {
        if (length != Uuids.CHARS || row[from + 8] != '-') {
            return false;
        }
        int shape = Uuids.shape(Utf8.ascii(row, from, length), length);
        return shape == Uuids.LOWER || shape == Uuids.UPPER;
    }

    private void require(boolean sound, int slot) {
        if (!sound) {
            throw malformed("a cell that no row has, with the slot " + Integer.toHexString(slot));
        }
    }

    private Corrupt malformed(String reason) {
        return input.malformed(start, reason);
    }
}
