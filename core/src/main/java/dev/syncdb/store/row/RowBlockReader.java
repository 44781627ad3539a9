package dev.syncdb.store.row;

import dev.syncdb.value.Bytes;

import org.jspecify.annotations.Nullable;

/**
 * The rows of a block that {@link RowBlockWriter} made, one after the other, each checked before it
 * is handed out. Their texts come into the dictionaries of the layout, whose writer the caller is.
 *
 * <p>Fails with Corrupt on whatever {@link RowPacker} would not make: not only on what no reader
 * could read, but also on a second form of the same cell, which would be equal to nothing.
 */
public final class RowBlockReader {
    private static final byte[] NO_ROW = {};

    final RowLayout layout;
    byte[] bytes = NO_ROW;
    Object @Nullable [] outside;

    private final BlockInput input;

    /** The layout of the bytes; another one where the same codes have other texts. */
    private final RowLayout written;

    private final RowCheck check;
    private long mark;

    /** Reads the texts of a block, which takes all that is left of {@code input}. */
    public RowBlockReader(RowLayout layout, BlockInput input) {
        this.layout = layout;
        this.input = input;
        BlockInput again = input.copy();
        if (readTexts(layout, input)) {
            this.written = layout;
        } else {
            this.written = layout.empty();
            if (!readTexts(written, again)) {
                throw again.malformed(again.position(), "a text that its code cannot have");
            }
        }
        this.check = new RowCheck(written, input);
    }

    /** Goes on to the next row; false if there is none. */
    public boolean next() {
        if (input.remaining() == 0) {
            return false;
        }
        mark = input.readVarint();
        int length = input.readBelow(input.remaining(), "length");
        int start = input.position();
        bytes = input.read(length);
        int count = check.outside(bytes, start);
        outside = count == 0 ? null : readOutside(count);
        if (written != layout) {
            PackedRow row = new PackedRow(written, bytes, outside);
            PackedRow own = layout.pack(row, row.hidden());
            bytes = own.bytes;
            outside = own.outside;
        }
        return true;
    }

    /** The number that was given with the row. */
    public long mark() {
        return mark;
    }

    /** The row on which the reader stands. */
    public PackedRow row() {
        return new PackedRow(this);
    }

    /** Reads all texts, and says whether they could be taken in. */
    private static boolean readTexts(RowLayout layout, BlockInput input) {
        boolean fit = true;
        for (int i = 0; i < layout.columns(); i++) {
            TextDictionary dictionary = layout.dictionary(i);
            int count = input.readBelow(TextDictionary.TEXTS_MAX, "number of texts");
            for (int each = 0; each < count; each++) {
                int code = input.readBelow(TextDictionary.TEXTS_MAX - 1, "code");
                int length = input.readBelow(TextDictionary.TEXT_BYTES_MAX, "length");
                fit &= dictionary.restore(code, input.readText(length));
            }
        }
        return fit;
    }

    private Object[] readOutside(int count) {
        Object[] contents = new Object[count];
        int next = 0;
        int slots = layout.columns() + (RowFormat.hasHidden(bytes) ? 1 : 0);
        for (int i = 0; i < slots; i++) {
            int tag = RowFormat.tag(RowFormat.slot(bytes, i));
            if (RowFormat.isOutside(tag)) {
                contents[next++] = readContent(tag);
            }
        }
        return contents;
    }

    private Object readContent(int tag) {
        int start = input.position();
        int length = input.readBelow(input.remaining(), "length");
        if (length <= RowFormat.INSIDE_BYTES_MAX) {
            throw input.malformed(start, "a short cell that lies outside of its row");
        }
        return tag == RowFormat.TEXT_OUTSIDE
                ? input.readText(length)
                : Bytes.owned(input.read(length));
    }
}
