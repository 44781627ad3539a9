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
 * @param parts the cells of which single elements or members were written since, by column
 */
public record RowVersions(
        long handle,
        CellVersion row,
        Map<Integer, CellVersion> cells,
        Map<Integer, ElementVersions> parts) {
    public RowVersions {
        cells = Collections.unmodifiableMap(new TreeMap<>(cells));
        parts = Collections.unmodifiableMap(new TreeMap<>(parts));
    }

    /** A row that was just inserted or deleted. */
    public static RowVersions of(long handle, CellVersion row) {
        return new RowVersions(handle, row, Map.of(), Map.of());
    }

    /** Who wrote the cell last. */
    public CellVersion cell(int column) {
        return cells.getOrDefault(column, row);
    }

    /** Who wrote the elements of a set, or the members of a map. */
    public ElementVersions parts(int column) {
        ElementVersions known = parts.get(column);
        return known == null ? new ElementVersions(cell(column), Map.of()) : known;
    }

    /** The newest version of any cell. */
    public long newest() {
        long newest = row.version();
        for (CellVersion cell : cells.values()) {
            newest = Math.max(newest, cell.version());
        }
        return newest;
    }

    /** These versions after {@code author} wrote the column, whatever was in it. */
    public RowVersions written(int column, CellVersion author) {
        Map<Integer, CellVersion> after = new TreeMap<>(cells);
        after.put(column, author);
        Map<Integer, ElementVersions> others = new TreeMap<>(parts);
        others.remove(column);
        return new RowVersions(handle, row, after, others);
    }

    /**
     * The same versions of a row whose columns have other places.
     *
     * @param places for each place that a column had the one that it has, negative if it is gone
     */
    public RowVersions moved(int[] places) {
        return new RowVersions(handle, row, moved(cells, places), moved(parts, places));
    }

    /** These versions after {@code author} added and removed elements of a set. */
    public RowVersions edited(
            int column, Iterable<String> came, Iterable<String> went, CellVersion author) {
        return with(column, parts(column).after(came, went, author), author);
    }

    /** These versions after {@code author} put and removed the members of a map at some paths. */
    public RowVersions overwritten(int column, Iterable<String> paths, CellVersion author) {
        return with(column, parts(column).overwritten(paths, author), author);
    }

    /** These versions with {@code author} as who wrote the column, but none of its parts. */
    public RowVersions by(int column, CellVersion author) {
        return with(column, parts(column), author);
    }

    private static <T> Map<Integer, T> moved(Map<Integer, T> columns, int[] places) {
        Map<Integer, T> moved = new TreeMap<>();
        columns.forEach((column, value) -> {
            if (places[column] >= 0) {
                moved.put(places[column], value);
            }
        });
        return moved;
    }

    private RowVersions with(int column, ElementVersions versions, CellVersion author) {
        Map<Integer, CellVersion> after = new TreeMap<>(cells);
        after.put(column, author);
        Map<Integer, ElementVersions> others = new TreeMap<>(parts);
        others.put(column, versions);
        return new RowVersions(handle, row, after, others);
    }
}
