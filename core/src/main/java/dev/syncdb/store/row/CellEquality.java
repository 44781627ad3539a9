package dev.syncdb.store.row;

import dev.syncdb.value.BlobValue;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.IntegerValue;
import dev.syncdb.value.RealValue;
import dev.syncdb.value.TextValue;
import dev.syncdb.value.Value;

/** {@code Value.equals} of cells where they lie, in rows that hold them. Pure. */
final class CellEquality {
    private CellEquality() {}

    static boolean same(PackedRow row, int column, Value value) {
        int slot = RowFormat.slot(row.bytes, column);
        int tag = RowFormat.tag(slot);
        if (value instanceof IntegerValue) {
            return RowFormat.isInteger(tag)
                    && RowFormat.integer(row.bytes, slot) == ((IntegerValue) value).value();
        }
        if (value instanceof TextValue) {
            return sameText(row, column, ((TextValue) value).value());
        }
        if (value instanceof RealValue) {
            return tag == RowFormat.REAL
                    && RowFormat.long8(row.bytes, RowFormat.payload(slot))
                            == Double.doubleToRawLongBits(((RealValue) value).value());
        }
        return value instanceof BlobValue
                ? sameBlob(row, slot, ((BlobValue) value).value())
                : tag == RowFormat.NULL;
    }

    static boolean same(PackedRow left, PackedRow right, int column) {
        int a = RowFormat.slot(left.bytes, column);
        int b = RowFormat.slot(right.bytes, column);
        int tag = RowFormat.tag(a);
        if (tag != RowFormat.tag(b)) {
            return RowFormat.tag(b) == RowFormat.TEXT_CODE
                    ? sameText(left, column, right.textAt(column))
                    : tag == RowFormat.TEXT_CODE && sameText(right, column, left.textAt(column));
        }
        if (tag == RowFormat.NULL || tag == RowFormat.INTEGER_SLOT) {
            return a == b;
        }
        if (tag == RowFormat.TEXT_CODE) {
            return left.layout.dictionary(column) == right.layout.dictionary(column)
                    ? a == b
                    : left.textAt(column).equals(right.textAt(column));
        }
        if (RowFormat.isOutside(tag)) {
            return left.outside(a).equals(right.outside(b));
        }
        int length = RowFormat.bodyBytes(left.bytes, a);
        return length == RowFormat.bodyBytes(right.bytes, b)
                && equal(
                        left.bytes,
                        RowFormat.payload(a),
                        right.bytes,
                        RowFormat.payload(b),
                        length);
    }

    /** True if the cell is this text. */
    static boolean sameText(PackedRow row, int column, String text) {
        byte[] bytes = row.bytes;
        int slot = RowFormat.slot(bytes, column);
        switch (RowFormat.tag(slot)) {
            case RowFormat.TEXT_CODE:
            case RowFormat.TEXT_OUTSIDE:
                return row.textAt(column).equals(text);
            case RowFormat.UUID_LOWER:
                return Uuids.equal(bytes, RowFormat.payload(slot), false, text);
            case RowFormat.UUID_UPPER:
                return Uuids.equal(bytes, RowFormat.payload(slot), true, text);
            case RowFormat.TEXT_ASCII:
                return Utf8.equalAscii(
                        bytes,
                        RowFormat.runStart(bytes, slot),
                        RowFormat.runBytes(bytes, slot),
                        text);
            case RowFormat.TEXT_UTF8:
                return Utf8.equal(
                        bytes,
                        RowFormat.runStart(bytes, slot),
                        RowFormat.runBytes(bytes, slot),
                        text);
            default:
                return false;
        }
    }

    static boolean sameBlob(PackedRow row, int slot, Bytes blob) {
        if (RowFormat.tag(slot) == RowFormat.BLOB_OUTSIDE) {
            return row.outside(slot).equals(blob);
        }
        if (RowFormat.tag(slot) != RowFormat.BLOB
                || RowFormat.runBytes(row.bytes, slot) != blob.size()) {
            return false;
        }
        int from = RowFormat.runStart(row.bytes, slot);
        for (int i = 0; i < blob.size(); i++) {
            if (row.bytes[from + i] != blob.at(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean equal(byte[] left, int leftAt, byte[] right, int rightAt, int length) {
        for (int i = 0; i < length; i++) {
            if (left[leftAt + i] != right[rightAt + i]) {
                return false;
            }
        }
        return true;
    }
}
