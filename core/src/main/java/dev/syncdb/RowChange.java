package dev.syncdb;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.store.Reader;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A change of a row, together with the row before and after it, which are put together when they
 * are first asked for. Lives while observers are told of its commit; one thread.
 */
final class RowChange {
    private final Change change;
    private final @Nullable Reader after;
    private @Nullable List<Row> rows;

    /** @param after the state that the commit left, or null if there is only a later one */
    RowChange(Change change, @Nullable Reader after) {
        this.change = change;
        this.after = after;
    }

    Change change() {
        return change;
    }

    /** True if one of these columns is different, or the row came or went. */
    boolean touches(Set<Integer> columns) {
        if (!(change instanceof Change.Update update)) {
            return true;
        }
        for (Cell cell : update.cells()) {
            if (columns.contains(cell.column())) {
                return true;
            }
        }
        return false;
    }

    /** True if the row is wanted as it was or as it is, or if one of the two is not known. */
    boolean isWanted(Predicate<Row> wanted) {
        if (rows == null) {
            rows = rows();
        }
        for (Row row : rows) {
            if (wanted.test(row)) {
                return true;
            }
        }
        return rows.isEmpty();
    }

    /** The row after and before, as far as there is one; empty if one of them is not known. */
    private List<Row> rows() {
        if (change instanceof Change.Insert insert) {
            return List.of(insert.image().cells());
        }
        if (change instanceof Change.Delete delete) {
            return delete.before() == null ? List.of() : List.of(delete.before());
        }
        return change instanceof Change.Update update ? rows(update) : List.of();
    }

    private List<Row> rows(Change.Update update) {
        Image image = after == null
                ? null
                : after.get(update.row().table(), update.row().key());
        if (image == null) {
            return List.of();
        }
        Value[] before = image.cells().toArray();
        for (Cell cell : update.cells()) {
            if (cell.before() == null) {
                return List.of();
            }
            before[cell.column()] = cell.before();
        }
        return List.of(image.cells(), Row.owned(before));
    }
}
