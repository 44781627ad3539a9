package dev.syncdb.store.row;

import dev.syncdb.value.Bytes;

import org.jspecify.annotations.Nullable;

/*
 * Block:   | texts of column 0 | … | texts of column n-1 | row … |
 * Texts:   | count varint | text … |, those that rows of the block have codes of, in their order
 * Text:    | code varint | length varint | UTF-8 |
 * Row:     | mark varint | length varint | bytes, see RowFormat | outside … |
 * Outside: | length varint | UTF-8 or bytes |, for each slot that leads outside, in their order
 *
 * A block has all the texts that its own rows need, so that damage to another one does it no harm.
 */
/** Rows of one layout in bytes that can leave the memory. For one thread, not only the writer's. */
public final class RowBlockWriter {
    private static final int CODES_PER_WORD = Long.SIZE;

    private final RowLayout layout;
    private final BlockOutput rows = new BlockOutput();

    /** For each column one bit for each code that was met; null if there never was one. */
    private final long[] @Nullable [] codes;

    private final RowPacker packer;
    private int count;

    public RowBlockWriter(RowLayout layout) {
        this.layout = layout;
        this.codes = new long[layout.columns()][];
        this.packer = new RowPacker(layout);
    }

    /** How many rows were added. */
    public int rows() {
        return count;
    }

    /** Bytes of the rows so far. */
    public int size() {
        return rows.size();
    }

    /**
     * Adds a row of the layout, or of one that it extends: that is written as one of its own.
     *
     * @param mark a number that goes with it, not negative
     */
    public void add(PackedRow given, long mark) {
        PackedRow row = given.layout == layout ? given : packer.repack(given);
        byte[] bytes = row.bytes;
        rows.writeVarint(mark).writeVarint(bytes.length).write(bytes, bytes.length);
        for (int i = 0; i < codes.length; i++) {
            int slot = RowFormat.slot(bytes, i);
            if (RowFormat.tag(slot) == RowFormat.TEXT_CODE) {
                use(i, RowFormat.payload(slot));
            }
        }
        if (row.outside != null) {
            for (Object content : row.outside) {
                writeOutside(content);
            }
        }
        count++;
    }

    /** Writes the block down and begins a new one. */
    public void flush(BlockOutput output) {
        for (int i = 0; i < codes.length; i++) {
            writeTexts(i, output);
        }
        output.write(rows);
        rows.clear();
        count = 0;
    }

    private void use(int column, int code) {
        long[] met = codes[column];
        if (met == null) {
            met = new long[TextDictionary.TEXTS_MAX / CODES_PER_WORD];
            codes[column] = met;
        }
        met[code / CODES_PER_WORD] |= 1L << code;
    }

    private void writeOutside(Object content) {
        if (content instanceof String) {
            rows.writeText((String) content);
        } else {
            byte[] bytes = ((Bytes) content).toArray();
            rows.writeVarint(bytes.length).write(bytes, bytes.length);
        }
    }

    private void writeTexts(int column, BlockOutput output) {
        long[] met = codes[column];
        if (met == null) {
            output.writeVarint(0);
            return;
        }
        int texts = 0;
        for (long word : met) {
            texts += Long.bitCount(word);
        }
        output.writeVarint(texts);
        for (int i = 0; i < met.length; i++) {
            for (long word = met[i]; word != 0; word &= word - 1) {
                int code = i * CODES_PER_WORD + Long.numberOfTrailingZeros(word);
                output.writeVarint(code).writeText(layout.dictionary(column).text(code));
            }
            met[i] = 0;
        }
    }
}
