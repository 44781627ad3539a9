package dev.syncdb.store.row;

import dev.syncdb.value.BlobValue;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Collation;
import dev.syncdb.value.IntegerValue;
import dev.syncdb.value.TextValue;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

/** {@link Value#compare} of cells where they lie, in rows that hold them. Pure. */
final class CellOrder {
    private CellOrder() {}

    static int compare(PackedRow row, int column, Value value, Collation collation) {
        byte[] bytes = row.bytes;
        int slot = RowFormat.slot(bytes, column);
        int tag = RowFormat.tag(slot);
        if (value instanceof IntegerValue && RowFormat.isInteger(tag)) {
            return Long.compare(RowFormat.integer(bytes, slot), ((IntegerValue) value).value());
        }
        if (value instanceof TextValue && RowFormat.isText(tag)) {
            return compareText(row, column, slot, ((TextValue) value).value(), collation);
        }
        if (value instanceof BlobValue && tag == RowFormat.BLOB) {
            return compareBlob(bytes, slot, ((BlobValue) value).value());
        }
        ValueType type = RowFormat.type(tag);
        if (type != value.type() && !(isNumber(type) && isNumber(value.type()))) {
            return type.compareTo(value.type());
        }
        return Value.compare(row.at(column), value, collation);
    }

    static int compare(
            PackedRow left, int leftColumn, PackedRow right, int rightColumn, Collation collation) {
        int a = RowFormat.slot(left.bytes, leftColumn);
        int b = RowFormat.slot(right.bytes, rightColumn);
        int leftTag = RowFormat.tag(a);
        int rightTag = RowFormat.tag(b);
        if (RowFormat.isInteger(leftTag) && RowFormat.isInteger(rightTag)) {
            return Long.compare(
                    RowFormat.integer(left.bytes, a), RowFormat.integer(right.bytes, b));
        }
        if (RowFormat.isText(leftTag) && RowFormat.isText(rightTag)) {
            return compareTexts(left, leftColumn, right, rightColumn, collation);
        }
        if (leftTag == RowFormat.BLOB && rightTag == RowFormat.BLOB) {
            return Utf8.compare(left.bytes, a, right.bytes, b, Collation.BINARY);
        }
        ValueType leftType = RowFormat.type(leftTag);
        ValueType rightType = RowFormat.type(rightTag);
        if (leftType != rightType && !(isNumber(leftType) && isNumber(rightType))) {
            return leftType.compareTo(rightType);
        }
        return Value.compare(left.at(leftColumn), right.at(rightColumn), collation);
    }

    private static int compareText(
            PackedRow row, int column, int slot, String text, Collation collation) {
        int tag = RowFormat.tag(slot);
        if (tag == RowFormat.TEXT_ASCII) {
            return Utf8.compareAscii(row.bytes, slot, text, collation);
        }
        if (RowFormat.isUuid(tag)) {
            return compareUuid(row.bytes, slot, text, collation);
        }
        String own = row.textAt(column);
        return isSame(own, text) ? 0 : collation.compare(own, text);
    }

    // What was taken out of a row with a code is the very text that other rows with it have.
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(String left, String right) {
        return left == right;
    }

    private static int compareTexts(
            PackedRow left, int leftColumn, PackedRow right, int rightColumn, Collation collation) {
        int a = RowFormat.slot(left.bytes, leftColumn);
        int b = RowFormat.slot(right.bytes, rightColumn);
        int leftTag = RowFormat.tag(a);
        int rightTag = RowFormat.tag(b);
        if (RowFormat.isTextRun(leftTag) && RowFormat.isTextRun(rightTag)) {
            return Utf8.compare(left.bytes, a, right.bytes, b, collation);
        }
        if (RowFormat.isUuid(leftTag)
                && RowFormat.isUuid(rightTag)
                && (leftTag == rightTag || collation == Collation.NOCASE)) {
            return compareUuids(
                    left.bytes, RowFormat.payload(a), right.bytes, RowFormat.payload(b));
        }
        if (a == b
                && leftTag == RowFormat.TEXT_CODE
                && left.layout.dictionary(leftColumn) == right.layout.dictionary(rightColumn)) {
            return 0;
        }
        if (isObject(rightTag)) {
            return compareText(left, leftColumn, a, right.textAt(rightColumn), collation);
        }
        if (isObject(leftTag)) {
            return -compareText(right, rightColumn, b, left.textAt(leftColumn), collation);
        }
        return collation.compare(left.textAt(leftColumn), right.textAt(rightColumn));
    }

    private static int compareUuids(byte[] left, int leftAt, byte[] right, int rightAt) {
        int order = Long.compareUnsigned(
                RowFormat.long8(left, leftAt), RowFormat.long8(right, rightAt));
        return order != 0
                ? order
                : Long.compareUnsigned(
                        RowFormat.long8(left, leftAt + 8), RowFormat.long8(right, rightAt + 8));
    }

    private static int compareUuid(byte[] row, int slot, String text, Collation collation) {
        boolean fold = collation == Collation.NOCASE;
        boolean upper = RowFormat.tag(slot) == RowFormat.UUID_UPPER;
        int at = RowFormat.payload(slot);
        int units = Utf8.significant(text, collation);
        int shared = Math.min(Uuids.CHARS, units);
        for (int i = 0; i < shared; i++) {
            int a = Uuids.charAt(row, at, upper, i);
            int b = text.charAt(i);
            if (a != b) {
                int order = fold ? Utf8.lower(a) - Utf8.lower(b) : a - b;
                if (order != 0) {
                    return order;
                }
            }
        }
        return Uuids.CHARS - units;
    }

    private static int compareBlob(byte[] row, int slot, Bytes blob) {
        int from = RowFormat.runStart(row, slot);
        int length = RowFormat.runBytes(row, slot);
        int shared = Math.min(length, blob.size());
        for (int i = 0; i < shared; i++) {
            int order = (row[from + i] & 255) - (blob.at(i) & 255);
            if (order != 0) {
                return order;
            }
        }
        return length - blob.size();
    }

    /** True if the text is a String already. */
    private static boolean isObject(int tag) {
        return tag == RowFormat.TEXT_CODE || tag == RowFormat.TEXT_OUTSIDE;
    }

    private static boolean isNumber(ValueType type) {
        return type == ValueType.INTEGER || type == ValueType.REAL;
    }
}
