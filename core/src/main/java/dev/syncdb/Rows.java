package dev.syncdb;

import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The result of a statement, all of it. Begins before the first row. Lives as long as it is held:
 * it needs no closing, and later writes do not show in it.
 */
public final class Rows extends RowCursor {
    private final List<String> names;
    private final List<Row> rows;
    private int at = -1;

    Rows(List<String> names, List<Row> rows) {
        this(names, rows, null);
    }

    /** @param columns positions in the rows of what is shown; null if that is all they have */
    Rows(List<String> names, List<Row> rows, int @Nullable [] columns) {
        this.names = names;
        this.rows = rows;
        show(columns);
    }

    /** One row, or none. */
    Rows(List<String> names, @Nullable Row row, int[] columns) {
        this(names, row == null ? List.of() : List.of(row), columns);
    }

    /** The result of a statement that gives no rows. */
    static Rows none() {
        return new Rows(List.of(), List.of());
    }

    @Override
    public boolean next() {
        if (at < rows.size()) {
            at++;
        }
        boolean found = at < rows.size();
        stand(found ? rows.get(at) : null);
        return found;
    }

    @Override
    public int columnCount() {
        return names.size();
    }

    @Override
    public String columnName(int column) {
        requireColumn(column, names.size());
        return names.get(column);
    }

    /** The rows that {@link #next()} has not reached yet. */
    public List<Row> toList() {
        List<Row> left = new ArrayList<>();
        for (int i = at + 1; i < rows.size(); i++) {
            left.add(shown(rows.get(i)));
        }
        return List.copyOf(left);
    }

    /** Does nothing: there is nothing to give back. */
    @Override
    public void close() {}
}
