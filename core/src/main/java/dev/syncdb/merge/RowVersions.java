package dev.syncdb.merge;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The versions of all cells of one row, kept by the server in the hidden bytes of the row.
 * Immutable.
 *
 * <p>A scalar version is an exact causal context, because all commits of a space are in one order:
 * an edit made on base {@code b} had seen a cell iff the cell's version is at most {@code b}.
 *
 * @param handle the number of the row, never given to another one
 * @param row who inserted the row, or deleted it if this belongs to a tombstone
 * @param cells the cells that were written since, by column; a column that is not here has the
 *     version of the row
 */
public record RowVersions(long handle, CellVersion row, Map<Integer, CellVersion> cells) {
    public RowVersions {
        cells = Collections.unmodifiableMap(new TreeMap<>(cells));
    }

    /** A row that was just inserted or deleted. */
    public static RowVersions of(long handle, CellVersion row) {
        return new RowVersions(handle, row, Map.of());
    }

    /** Who wrote the cell last. */
    public CellVersion cell(int column) {
        return cells.getOrDefault(column, row);
    }

    /** These versions after {@code author} wrote the column. */
    public RowVersions written(int column, CellVersion author) {
        Map<Integer, CellVersion> after = new TreeMap<>(cells);
        after.put(column, author);
        return new RowVersions(handle, row, after);
    }
}
