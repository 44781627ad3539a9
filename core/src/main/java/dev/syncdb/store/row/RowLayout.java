package dev.syncdb.store.row;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

/**
 * How the rows of one table are packed, and the texts that the rows of each of its columns share.
 * Lives as long as the table has these columns. Only the writer packs, patches and hides, for that
 * may take in new texts; packed rows are anybody's.
 */
public final class RowLayout {
    private final int columns;
    private final TextDictionary[] dictionaries;
    private final RowPacker packer;

    /**
     * A layout.
     *
     * @param key true for the columns of the primary key, whose texts do not repeat
     */
    public RowLayout(int columns, boolean[] key) {
        if (key.length != columns) {
            throw new Fault(
                    ErrorCode.INTERNAL, "key says " + key.length + " columns, not " + columns);
        }
        this.columns = columns;
        this.dictionaries = new TextDictionary[columns];
        for (int i = 0; i < columns; i++) {
            dictionaries[i] = new TextDictionary(!key[i]);
        }
        this.packer = new RowPacker(this);
    }

    private RowLayout(RowLayout other) {
        this.columns = other.columns;
        this.dictionaries = new TextDictionary[columns];
        for (int i = 0; i < columns; i++) {
            dictionaries[i] = other.dictionaries[i].empty();
        }
        this.packer = new RowPacker(this);
    }

    public int columns() {
        return columns;
    }

    /** The row in bytes; the same object if it is a row of this layout with these hidden bytes. */
    public PackedRow pack(Row cells, Bytes hidden) {
        if (cells.size() != columns) {
            throw new Fault(
                    ErrorCode.INTERNAL,
                    "a row of " + cells.size() + " cells in a table of " + columns + " columns");
        }
        if (cells instanceof PackedRow && ((PackedRow) cells).layout == this) {
            return hide((PackedRow) cells, hidden);
        }
        return packer.pack(cells, hidden);
    }

    /** The row with the given cells in the given columns, each named once. */
    public PackedRow patch(PackedRow before, int[] changed, Value[] values) {
        requireOwn(before);
        if (changed.length != values.length) {
            throw new Fault(
                    ErrorCode.INTERNAL,
                    values.length + " values for " + changed.length + " columns");
        }
        return packer.patch(before, changed, values);
    }

    /** The row with NULL in all columns but these, and the same hidden bytes. */
    public PackedRow only(PackedRow before, int[] remaining) {
        requireOwn(before);
        return packer.only(before, remaining);
    }

    /** The row with other hidden bytes; the same object if they are the same. */
    public PackedRow hide(PackedRow before, Bytes hidden) {
        requireOwn(before);
        return before.hides(hidden) ? before : packer.hide(before, hidden);
    }

    /**
     * True while rows are loaded: they bring the codes of their texts, and packing gives none out.
     */
    public void setLoading(boolean loading) {
        for (TextDictionary dictionary : dictionaries) {
            dictionary.setLoading(loading);
        }
    }

    /** A layout of the same columns that has no texts. */
    RowLayout empty() {
        return new RowLayout(this);
    }

    /** Estimate of the heap that the shared texts take. */
    public long bytes() {
        long bytes = 0;
        for (TextDictionary dictionary : dictionaries) {
            bytes += dictionary.bytes();
        }
        return bytes;
    }

    TextDictionary dictionary(int column) {
        return dictionaries[column];
    }

    private void requireOwn(PackedRow row) {
        if (row.layout != this) {
            throw new Fault(ErrorCode.INTERNAL, "a row of another layout");
        }
    }
}
