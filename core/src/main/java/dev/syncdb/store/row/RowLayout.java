package dev.syncdb.store.row;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * How the rows of one table are packed, and the texts that the rows of each of its columns share.
 * Lives as long as the table has these columns. Only the writer packs, patches and hides, for that
 * may take in new texts; packed rows are anybody's.
 *
 * <p>Columns that are added at the end make another layout, see {@link #extended}. Rows of this one
 * stay as they are: they give what was to be in every row for a column that they do not have, and
 * the longer layout takes them as its own.
 */
public final class RowLayout {
    private final int columns;
    private final TextDictionary[] dictionaries;
    private final RowPacker packer;

    /** The layout that this one extends, or null. */
    private final @Nullable RowLayout shorter;

    /**
     * A row of a longer layout with what rows of this one have in the columns that came later; null
     * as long as none did. Those that nobody has seen may come to be others.
     */
    private volatile @Nullable PackedRow later;

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
        this.shorter = null;
    }

    private RowLayout(TextDictionary[] dictionaries, @Nullable RowLayout shorter) {
        this.columns = dictionaries.length;
        this.dictionaries = dictionaries;
        this.packer = new RowPacker(this);
        this.shorter = shorter;
    }

    /**
     * A layout of these columns, with whose rows it shares the texts, and of more behind them.
     * Among the layouts that extend this one, only the one made last and what extends it is in use.
     *
     * @param added what rows of this layout have in each of the columns that come
     */
    public RowLayout extended(Row added) {
        TextDictionary[] all = Arrays.copyOf(dictionaries, columns + added.size());
        Value[] cells = new Value[all.length];
        for (int i = 0; i < all.length; i++) {
            cells[i] = i < columns ? initial(i) : added.at(i - columns);
            all[i] = i < columns ? all[i] : new TextDictionary(true);
        }
        RowLayout longer = new RowLayout(all, this);
        PackedRow initial = longer.packer.pack(Row.owned(cells), Bytes.EMPTY);
        for (RowLayout each = this; each != null; each = each.shorter) {
            each.later = initial;
        }
        return longer;
    }

    /** What rows have in a column of this layout if they were packed before it came. */
    private Value initial(int column) {
        PackedRow known = shorter == null ? null : shorter.later;
        return known == null ? Value.NULL : known.at(column);
    }

    /** What rows of this layout have in the columns that came later. */
    PackedRow later() {
        PackedRow known = later;
        if (known == null) {
            throw new Fault(ErrorCode.INTERNAL, "a row of " + columns + " columns has no more");
        }
        return known;
    }

    public int columns() {
        return columns;
    }

    /** The row with as many columns as this layout has; the same object if it packed it. */
    public PackedRow whole(PackedRow row) {
        return row.layout == this ? row : new ResizedRow(row, columns);
    }

    /** The row in bytes; the same object if it is a row of this layout with these hidden bytes. */
    public PackedRow pack(Row cells, Bytes hidden) {
        if (cells.size() != columns) {
            throw new Fault(
                    ErrorCode.INTERNAL,
                    "a row of " + cells.size() + " cells in a table of " + columns + " columns");
        }
        if (cells instanceof PackedRow && takes((PackedRow) cells)) {
            return hide((PackedRow) cells, hidden);
        }
        return packer.pack(cells, hidden);
    }

    /**
     * The row with the given cells in the given columns, each named once. As {@link #only} and
     * {@link #hide}, takes rows of layouts that this one extends, and makes one of its own.
     */
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
        boolean same = before.layout == this && before.hides(hidden);
        return same ? before : packer.hide(before, hidden);
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
        TextDictionary[] empty = new TextDictionary[columns];
        for (int i = 0; i < columns; i++) {
            empty[i] = dictionaries[i].empty();
        }
        return new RowLayout(empty, null);
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

    /** True if the row is one of this layout, or of one that it extends. */
    private boolean takes(PackedRow row) {
        RowLayout each = this;
        while (each != null && each != row.layout) {
            each = each.shorter;
        }
        return each != null;
    }

    private void requireOwn(PackedRow row) {
        if (!takes(row)) {
            throw new Fault(ErrorCode.INTERNAL, "a row of another layout");
        }
    }
}
