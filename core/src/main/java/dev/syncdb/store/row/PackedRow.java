package dev.syncdb.store.row;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * A row in the bytes of its {@link RowLayout}, and bytes that travel with it unseen. Immutable; any
 * thread may read it once it is published. Cells are read where they lie: nothing is allocated but
 * the object that a method returns, and not even that for a text of the dictionary.
 *
 * <p>A column is a position from 0 below {@link #size}; another one gives an undefined answer.
 * Where a longer layout extends that of the row, it may be one of that layout, too, though the size
 * does not count it.
 */
public class PackedRow extends Row {
    /** What a processor fetches at once. */
    private static final int LINE_BYTES = 64;

    final RowLayout layout;
    final byte[] bytes;
    final Object @Nullable [] outside;

    PackedRow(RowLayout layout, byte[] bytes, Object @Nullable [] outside) {
        this.layout = layout;
        this.bytes = bytes;
        this.outside = outside;
    }

    /** A row of the same content, which it shares. */
    protected PackedRow(PackedRow content) {
        this(content.layout, content.bytes, content.outside);
    }

    /** The row on which a reader stands. */
    protected PackedRow(RowBlockReader reader) {
        this(reader.layout, reader.bytes, reader.outside);
    }

    /** The layout that packed it. */
    public final RowLayout layout() {
        return layout;
    }

    /** Estimate of the heap that the content takes: its bytes and the values outside of them. */
    public final long contentBytes() {
        return HeapBytes.array(bytes.length) + HeapBytes.outside(outside);
    }

    /** How much of {@link #contentBytes} is the very same objects as in another row. */
    public final long sharedBytes(PackedRow other) {
        return HeapBytes.shared(outside, other.outside);
    }

    @Override
    public int size() {
        return layout.columns();
    }

    /**
     * The row that has the cell: itself or, for a column that came later, what is in place of those
     * that its layout does not have.
     */
    final PackedRow holding(int column) {
        return column < layout.columns() ? this : layout.later();
    }

    @Override
    public final Value at(int column) {
        return holding(column).own(column);
    }

    private Value own(int column) {
        int slot = RowFormat.slot(bytes, column);
        switch (RowFormat.type(RowFormat.tag(slot))) {
            case NULL:
                return Value.NULL;
            case INTEGER:
                return Value.of(RowFormat.integer(bytes, slot));
            case REAL:
                return Value.of(real(slot));
            case TEXT:
                return RowFormat.tag(slot) == RowFormat.TEXT_CODE
                        ? layout.dictionary(column).value(RowFormat.payload(slot))
                        : Value.of(text(column, slot));
            default:
                return Value.of(blob(slot));
        }
    }

    @Override
    public final ValueType typeAt(int column) {
        return RowFormat.type(RowFormat.tag(RowFormat.slot(holding(column).bytes, column)));
    }

    @Override
    public final boolean isNullAt(int column) {
        return RowFormat.tag(RowFormat.slot(holding(column).bytes, column)) == RowFormat.NULL;
    }

    @Override
    public final long longAt(int column) {
        PackedRow row = holding(column);
        int slot = RowFormat.slot(row.bytes, column);
        return RowFormat.isInteger(RowFormat.tag(slot))
                ? RowFormat.integer(row.bytes, slot)
                : at(column).asLong();
    }

    @Override
    public final double doubleAt(int column) {
        PackedRow row = holding(column);
        int slot = RowFormat.slot(row.bytes, column);
        int tag = RowFormat.tag(slot);
        if (tag == RowFormat.REAL) {
            return row.real(slot);
        }
        return RowFormat.isInteger(tag)
                ? RowFormat.integer(row.bytes, slot)
                : at(column).asDouble();
    }

    @Override
    public final String textAt(int column) {
        PackedRow row = holding(column);
        int slot = RowFormat.slot(row.bytes, column);
        return RowFormat.isText(RowFormat.tag(slot))
                ? row.text(column, slot)
                : at(column).asText();
    }

    @Override
    public final Bytes bytesAt(int column) {
        PackedRow row = holding(column);
        int slot = RowFormat.slot(row.bytes, column);
        return RowFormat.type(RowFormat.tag(slot)) == ValueType.BLOB
                ? row.blob(slot)
                : at(column).asBytes();
    }

    /** A fresh copy of the blob in one cell, which is one. */
    public final byte[] arrayAt(int column) {
        PackedRow row = holding(column);
        int slot = RowFormat.slot(row.bytes, column);
        return RowFormat.tag(slot) == RowFormat.BLOB
                ? row.content(slot)
                : ((Bytes) row.outside(slot)).toArray();
    }

    /** The bytes that travel with the row unseen; empty if there are none. */
    public final Bytes hidden() {
        return RowFormat.hasHidden(bytes) ? blob(hiddenSlot()) : Bytes.EMPTY;
    }

    @Override
    public final boolean sameAt(int column, Value value) {
        return CellEquality.same(holding(column), column, value);
    }

    @Override
    public final boolean sameAt(int column, Row other) {
        return other instanceof PackedRow
                ? CellEquality.same(holding(column), ((PackedRow) other).holding(column), column)
                : CellEquality.same(holding(column), column, other.at(column));
    }

    /**
     * True if both rows, of one layout or of one that extends it, have equal cells and hidden
     * bytes.
     */
    public final boolean sameContent(PackedRow other) {
        boolean alike = layout == other.layout && outside == null && other.outside == null;
        if (alike && Arrays.equals(bytes, other.bytes)) {
            return true;
        }
        int columns = Math.max(layout.columns(), other.layout.columns());
        for (int i = 0; i < columns; i++) {
            if (!sameAt(i, other)) {
                return false;
            }
        }
        return hidden().equals(other.hidden());
    }

    /** True if the cell is this text, without a String being made of it. */
    public final boolean textEqualsAt(int column, String text) {
        return CellEquality.sameText(holding(column), column, text);
    }

    /**
     * True if the cell is kept as that very object, of which nothing is looked at; false if nothing
     * is known.
     */
    @SuppressWarnings("ReferenceEquality")
    public final boolean isVeryObjectAt(int column, Object value) {
        PackedRow row = holding(column);
        int slot = RowFormat.slot(row.bytes, column);
        return RowFormat.tag(slot) == RowFormat.TEXT_CODE
                && row.layout.dictionary(column).value(RowFormat.payload(slot)) == value;
    }

    /** As {@link Value#compare}. */
    public final int compareAt(int column, Value value, Collation collation) {
        return CellOrder.compare(holding(column), column, value, collation);
    }

    /** As {@link Value#compare}. */
    public final int compareAt(int column, PackedRow other, int otherColumn, Collation collation) {
        return CellOrder.compare(
                holding(column), column, other.holding(otherColumn), otherColumn, collation);
    }

    /** As {@link Prefix#prefix}. */
    public final long prefixAt(int column, Collation collation) {
        return Prefix.prefix(holding(column), column, collation);
    }

    /** As {@link Hashes#of}. */
    public final long hashAt(int column, Collation collation, long seed) {
        return Hashes.of(holding(column), column, collation, seed);
    }

    /** Some number of the row, read so that its bytes are near when they are needed. */
    public final int touch() {
        int sum = 0;
        for (int i = LINE_BYTES; i < bytes.length; i += LINE_BYTES) {
            sum += bytes[i];
        }
        return sum + bytes[bytes.length - 1];
    }

    /** As {@link #touch}, for who needs the first columns only. */
    public final int touchStart() {
        return bytes[0];
    }

    /** Estimate of the heap that the content takes: the array, and the objects outside it. */
    public final long bytes() {
        return HeapBytes.array(bytes.length) + HeapBytes.outside(outside);
    }

    /** True if the hidden bytes are these. */
    public final boolean hides(Bytes hidden) {
        return RowFormat.hasHidden(bytes)
                ? CellEquality.sameBlob(this, hiddenSlot(), hidden)
                : hidden.size() == 0;
    }

    /** The String or Bytes that a slot leads to. */
    final Object outside(int slot) {
        if (outside == null) {
            throw new Fault(ErrorCode.INTERNAL, "a slot leads outside a row with nothing there");
        }
        return outside[RowFormat.payload(slot)];
    }

    final int hiddenSlot() {
        return RowFormat.slot(bytes, layout.columns());
    }

    private double real(int slot) {
        return Double.longBitsToDouble(RowFormat.long8(bytes, RowFormat.payload(slot)));
    }

    private String text(int column, int slot) {
        int tag = RowFormat.tag(slot);
        switch (tag) {
            case RowFormat.TEXT_CODE:
                return layout.dictionary(column).text(RowFormat.payload(slot));
            case RowFormat.UUID_LOWER:
            case RowFormat.UUID_UPPER:
                return Uuids.text(bytes, RowFormat.payload(slot), tag == RowFormat.UUID_UPPER);
            case RowFormat.TEXT_ASCII:
                return Utf8.ascii(
                        bytes, RowFormat.runStart(bytes, slot), RowFormat.runBytes(bytes, slot));
            case RowFormat.TEXT_UTF8:
                return Utf8.text(
                        bytes, RowFormat.runStart(bytes, slot), RowFormat.runBytes(bytes, slot));
            default:
                return (String) outside(slot);
        }
    }

    private Bytes blob(int slot) {
        if (RowFormat.tag(slot) == RowFormat.BLOB_OUTSIDE) {
            return (Bytes) outside(slot);
        }
        return Bytes.owned(content(slot));
    }

    /** A copy of the content of a blob in the row. */
    private byte[] content(int slot) {
        int from = RowFormat.runStart(bytes, slot);
        return Arrays.copyOfRange(bytes, from, from + RowFormat.runBytes(bytes, slot));
    }
}
