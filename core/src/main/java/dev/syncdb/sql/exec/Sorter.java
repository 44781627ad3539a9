package dev.syncdb.sql.exec;

import dev.syncdb.sql.plan.QueryPlan.SortKey;
import dev.syncdb.sql.plan.term.Frame;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.List;

/** Puts rows in order; equal ones stay as they came. Filled once, then asked once. */
final class Sorter {
    private final List<SortKey> keys;
    private final Frame frame;
    private final List<Entry> entries = new ArrayList<>();

    private static final class Entry {
        private final Row row;
        private final Value[] keys;

        Entry(Row row, Value[] keys) {
            this.row = row;
            this.keys = keys;
        }
    }

    Sorter(List<SortKey> keys, Frame frame) {
        this.keys = keys;
        this.frame = frame;
    }

    /** Takes in a row whose sort keys can be computed now from the frame. */
    void add(Row row) {
        RowBuffer.requireRoom(entries.size());
        Value[] values = new Value[keys.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = keys.get(i).term().value(frame);
        }
        entries.add(new Entry(row, values));
    }

    List<Row> sorted() {
        entries.sort((a, b) -> compare(a.keys, b.keys));
        List<Row> rows = new ArrayList<>(entries.size());
        entries.forEach(entry -> rows.add(entry.row));
        return rows;
    }

    private int compare(Value[] left, Value[] right) {
        for (int i = 0; i < left.length; i++) {
            int order = compare(left[i], right[i], keys.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int compare(Value left, Value right, SortKey key) {
        if (left.isNull() != right.isNull()) {
            return left.isNull() == key.nullsFirst() ? -1 : 1;
        }
        int order = Value.compare(left, right, key.collation());
        return key.descending() ? -order : order;
    }
}
