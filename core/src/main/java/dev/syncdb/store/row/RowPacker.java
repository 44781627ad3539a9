package dev.syncdb.store.row;

import dev.syncdb.value.BlobValue;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.IntegerValue;
import dev.syncdb.value.RealValue;
import dev.syncdb.value.Row;
import dev.syncdb.value.TextValue;
import dev.syncdb.value.Value;

import java.util.Arrays;

/**
 * Makes the bytes of rows. First every slot is planned: its tag, the bytes of its body, and where
 * these come from, a value or the row before. Then the row is written in one piece. The plan is
 * kept from call to call, so that nothing but the row is allocated. For the writer only.
 */
final class RowPacker {
    private static final byte[] NO_ROW = {};

    private static final Object NO_CONTENT = Bytes.EMPTY;

    private final RowLayout layout;
    private final int columns;
    private final SoughtText sought = new SoughtText();

    // The plan, one entry a slot; the last slot is that of the hidden bytes.
    private final int[] tags;
    private final int[] bodies;

    /** True where the body is copied from the row before. */
    private final boolean[] kept;

    /** An integer, the bits of a real, half a UUID, a code, a length; where kept, the payload. */
    private final long[] numbers;

    /** The other half of a UUID. */
    private final long[] seconds;

    /** A String or Bytes that is to be written or to lie outside. */
    private final Object[] contents;

    RowPacker(RowLayout layout) {
        this.layout = layout;
        this.columns = layout.columns();
        int size = columns + 1;
        tags = new int[size];
        bodies = new int[size];
        kept = new boolean[size];
        numbers = new long[size];
        seconds = new long[size];
        contents = new Object[size];
        Arrays.fill(contents, NO_CONTENT);
    }

    PackedRow pack(Row cells, Bytes hidden) {
        for (int i = 0; i < columns; i++) {
            plan(i, cells.at(i));
        }
        planHidden(hidden);
        return write(columns, NO_ROW, NO_ROW);
    }

    PackedRow patch(PackedRow before, int[] changed, Value[] values) {
        Arrays.fill(kept, true);
        boolean inPlace = before.layout == layout;
        for (int i = 0; i < changed.length; i++) {
            plan(changed[i], values[i]);
            inPlace = inPlace && fits(before, changed[i]);
        }
        return inPlace ? overwrite(before, changed) : writeOver(before);
    }

    /** Keeps these columns and the hidden bytes, and makes all else NULL. */
    PackedRow only(PackedRow before, int[] remaining) {
        Arrays.fill(kept, false);
        Arrays.fill(tags, RowFormat.NULL);
        Arrays.fill(bodies, 0);
        for (int column : remaining) {
            kept[column] = true;
        }
        kept[columns] = true;
        return writeOver(before);
    }

    PackedRow hide(PackedRow before, Bytes hidden) {
        Arrays.fill(kept, true);
        planHidden(hidden);
        return writeOver(before);
    }

    /** The same row in this layout, which extends that of the row. Looks for no code. */
    PackedRow repack(PackedRow before) {
        Arrays.fill(kept, true);
        return writeOver(before);
    }

    private void plan(int i, Value value) {
        kept[i] = false;
        if (value instanceof IntegerValue) {
            planInteger(i, ((IntegerValue) value).value());
        } else if (value instanceof TextValue) {
            planText(i, ((TextValue) value).value());
        } else if (value instanceof RealValue) {
            planNumber(i, RowFormat.REAL, Double.doubleToRawLongBits(((RealValue) value).value()));
            bodies[i] = Long.BYTES;
        } else if (value instanceof BlobValue) {
            planBlob(i, ((BlobValue) value).value());
        } else {
            planNumber(i, RowFormat.NULL, 0);
        }
    }

    private void planHidden(Bytes hidden) {
        kept[columns] = false;
        if (hidden.size() == 0) {
            planNumber(columns, RowFormat.NULL, 0);
        } else {
            planBlob(columns, hidden);
        }
    }

    private void planInteger(int i, long integer) {
        int tag = RowFormat.integerTag(integer);
        planNumber(i, tag, integer);
        bodies[i] = 2 * (tag - RowFormat.INTEGER_SLOT);
    }

    private void planNumber(int i, int tag, long number) {
        tags[i] = tag;
        bodies[i] = 0;
        numbers[i] = number;
    }

    private void planText(int i, String text) {
        int code = layout.dictionary(i).codeOf(text);
        if (code >= 0) {
            planNumber(i, RowFormat.TEXT_CODE, code);
            return;
        }
        sought.seek(text);
        if (sought.isUuid()) {
            boolean upper = sought.shape() == Uuids.UPPER;
            planNumber(i, upper ? RowFormat.UUID_UPPER : RowFormat.UUID_LOWER, sought.high());
            seconds[i] = sought.low();
            bodies[i] = Uuids.BYTES;
            return;
        }
        int bytes = Utf8.bytes(text);
        int inside = bytes == text.length() ? RowFormat.TEXT_ASCII : RowFormat.TEXT_UTF8;
        planContent(i, inside, RowFormat.TEXT_OUTSIDE, text, bytes);
    }

    private void planBlob(int i, Bytes blob) {
        planContent(i, RowFormat.BLOB, RowFormat.BLOB_OUTSIDE, blob, blob.size());
    }

    private void planContent(int i, int inside, int outside, Object content, int bytes) {
        boolean fits = bytes <= RowFormat.INSIDE_BYTES_MAX;
        planNumber(i, fits ? inside : outside, bytes);
        bodies[i] = fits ? RowFormat.runHeadBytes(bytes) + bytes : 0;
        contents[i] = content;
    }

    /**
     * Writes the planned cells, and the others as they were. What the row before does not have is
     * asked for once: it may come to be another one meanwhile.
     */
    private PackedRow writeOver(PackedRow before) {
        int own = Math.min(before.layout.columns(), columns);
        PackedRow later = own < columns ? before.layout.later() : before;
        for (int i = 0; i < columns; i++) {
            if (kept[i]) {
                PackedRow holding = i < own ? before : later;
                keep(holding, i, RowFormat.slot(holding.bytes, i));
            }
        }
        if (kept[columns]) {
            boolean hidden = RowFormat.hasHidden(before.bytes);
            keep(before, columns, hidden ? before.hiddenSlot() : 0);
        }
        return write(own, before.bytes, later.bytes);
    }

    private void keep(PackedRow before, int i, int slot) {
        tags[i] = RowFormat.tag(slot);
        bodies[i] = RowFormat.bodyBytes(before.bytes, slot);
        numbers[i] = RowFormat.payload(slot);
        contents[i] = RowFormat.isOutside(tags[i]) ? before.outside(slot) : NO_CONTENT;
    }

    /** True if the planned cell can take the place of the one before. */
    private boolean fits(PackedRow before, int column) {
        int slot = RowFormat.slot(before.bytes, column);
        return bodies[column] == RowFormat.bodyBytes(before.bytes, slot)
                && !RowFormat.isOutside(tags[column])
                && !RowFormat.isOutside(RowFormat.tag(slot));
    }

    private PackedRow overwrite(PackedRow before, int[] changed) {
        byte[] row = before.bytes.clone();
        for (int column : changed) {
            write(column, row, RowFormat.payload(RowFormat.slot(row, column)));
        }
        return new PackedRow(layout, row, before.outside);
    }

    /**
     * Writes the row.
     *
     * @param own how many columns {@code before} has
     * @param before where bodies of these columns, and of the hidden bytes, are kept from
     * @param later where those of the other columns are kept from
     */
    private PackedRow write(int own, byte[] before, byte[] later) {
        int slots = tags[columns] == RowFormat.NULL ? columns : columns + 1;
        int bodyBytes = 0;
        int outsideCount = 0;
        for (int i = 0; i < slots; i++) {
            bodyBytes += bodies[i];
            outsideCount += RowFormat.isOutside(tags[i]) ? 1 : 0;
        }
        int narrowBytes = RowFormat.headerBytes(slots, false) + bodyBytes;
        boolean wide = narrowBytes > RowFormat.ROW_BYTES_NARROW_MAX;
        int at = RowFormat.headerBytes(slots, wide);
        byte[] row = new byte[at + bodyBytes];
        row[0] = (byte)
                ((wide ? RowFormat.FLAG_WIDE : 0) | (slots > columns ? RowFormat.FLAG_HIDDEN : 0));
        for (int i = 0; i < slots; i++) {
            if (kept[i] && bodies[i] > 0) {
                byte[] from = i >= own && i < columns ? later : before;
                System.arraycopy(from, (int) numbers[i], row, at, bodies[i]);
                RowFormat.writeSlot(row, i, tags[i], at);
            } else if (tags[i] != RowFormat.NULL && !RowFormat.isOutside(tags[i])) {
                // A slot of zeros is NULL.
                write(i, row, at);
            }
            at += bodies[i];
        }
        return new PackedRow(layout, row, outsideCount == 0 ? null : outside(row, outsideCount));
    }

    /** Writes the planned cell: its slot, and its body to {@code at}. */
    private void write(int i, byte[] row, int at) {
        int tag = tags[i];
        int body = bodies[i];
        RowFormat.writeSlot(row, i, tag, body == 0 ? (int) numbers[i] & RowFormat.INLINE_MAX : at);
        if (RowFormat.isTextRun(tag) || tag == RowFormat.BLOB) {
            writeRun(i, row, RowFormat.writeRunHead(row, at, (int) numbers[i]));
        } else if (RowFormat.isUuid(tag)) {
            RowFormat.writeLong8(row, at, numbers[i]);
            RowFormat.writeLong8(row, at + Long.BYTES, seconds[i]);
        } else {
            RowFormat.write(row, at, numbers[i], body);
        }
    }

    private void writeRun(int i, byte[] row, int at) {
        Object content = contents[i];
        contents[i] = NO_CONTENT;
        if (content instanceof Bytes) {
            ((Bytes) content).copyTo(row, at);
        } else if (tags[i] == RowFormat.TEXT_ASCII) {
            Utf8.writeAscii((String) content, row, at);
        } else {
            Utf8.write((String) content, row, at);
        }
    }

    private Object[] outside(byte[] row, int count) {
        Object[] outside = new Object[count];
        int index = 0;
        for (int i = 0; i <= columns; i++) {
            if (RowFormat.isOutside(tags[i])) {
                RowFormat.writeSlot(row, i, tags[i], index);
                outside[index++] = contents[i];
                contents[i] = NO_CONTENT;
            }
        }
        return outside;
    }
}
