package dev.syncdb.store;

import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.Arrays;

/** What an update really changes: each column once, as it stores its value. Immutable. */
final class CellEdits {
    private final int[] columns;
    private final Value[] values;

    private CellEdits(int[] columns, Value[] values) {
        this.columns = columns;
        this.values = values;
    }

    /**
     * Of these values for these columns the ones that differ from what the row has. Of several
     * values for one column the last counts, as in SQLite. The arrays are kept, or copied and left
     * as they were.
     */
    static CellEdits of(RowRules rules, Row before, int[] columns, Value[] values) {
        CellEdits edits = null;
        int count = 0;
        for (int i = 0; i < columns.length; i++) {
            rules.requireColumn(columns[i]);
            Value cell = rules.converted(columns[i], values[i]);
            boolean counts = !isNamedAgain(columns, i) && !before.sameAt(columns[i], cell);
            if (edits == null && (!counts || !isSame(cell, values[i]))) {
                edits = new CellEdits(columns.clone(), values.clone());
            }
            if (edits != null && counts) {
                edits.columns[count] = columns[i];
                edits.values[count] = cell;
            }
            count += counts ? 1 : 0;
        }
        if (edits == null) {
            return new CellEdits(columns, values);
        }
        return count == columns.length
                ? edits
                : new CellEdits(
                        Arrays.copyOf(edits.columns, count), Arrays.copyOf(edits.values, count));
    }

    int[] columns() {
        return columns;
    }

    /** The values for {@link #columns}, in their order. */
    Value[] values() {
        return values;
    }

    /** True if nothing changes. */
    boolean isEmpty() {
        return columns.length == 0;
    }

    private static boolean isNamedAgain(int[] columns, int at) {
        for (int i = at + 1; i < columns.length; i++) {
            if (columns[i] == columns[at]) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Value cell, Value value) {
        return cell == value;
    }
}
