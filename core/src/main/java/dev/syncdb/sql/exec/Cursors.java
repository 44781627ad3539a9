package dev.syncdb.sql.exec;

import dev.syncdb.sql.plan.QueryPlan;
import dev.syncdb.sql.plan.term.Frame;
import dev.syncdb.sql.plan.term.Query.Cursor;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/** Opens the executions of queries. */
final class Cursors {
    /** No row at all. */
    static final Cursor EMPTY = of(List.of());

    private Cursors() {}

    static Cursor open(QueryPlan plan, Frame frame, Execution execution) {
        if (plan instanceof QueryPlan.Simple simple) {
            return SelectCursor.open(simple, frame, execution);
        }
        if (plan instanceof QueryPlan.Values values) {
            return new ValuesCursor(values, frame);
        }
        if (plan instanceof QueryPlan.Compound compound) {
            return CompoundRun.open(compound, frame, execution);
        }
        return sorted((QueryPlan.Sorted) plan, frame, execution);
    }

    static Cursor of(List<Row> rows) {
        return new ListCursor(rows.iterator());
    }

    static Cursor ofNullable(@Nullable Row row) {
        return row == null ? EMPTY : new OneRow(row);
    }

    private static Cursor sorted(QueryPlan.Sorted plan, Frame frame, Execution execution) {
        Cursor rows = open(plan.source(), frame, execution);
        if (!plan.sort().isEmpty()) {
            Sorter sorter = new Sorter(plan.sort(), frame);
            while (rows.next()) {
                frame.place(plan.slot(), rows.row());
                sorter.add(rows.row());
            }
            rows = of(sorter.sorted());
        }
        return LimitCursor.over(rows, plan.limit(), frame);
    }

    private static final class ListCursor implements Cursor {
        private final Iterator<Row> rows;
        private @Nullable Row row;

        ListCursor(Iterator<Row> rows) {
            this.rows = rows;
        }

        @Override
        public boolean next() {
            row = rows.hasNext() ? rows.next() : null;
            return row != null;
        }

        @Override
        public Row row() {
            return Objects.requireNonNull(row);
        }
    }

    private static final class OneRow implements Cursor {
        private final Row row;
        private boolean found;

        OneRow(Row row) {
            this.row = row;
        }

        @Override
        public boolean next() {
            boolean first = !found;
            found = true;
            return first;
        }

        @Override
        public Row row() {
            return row;
        }
    }
}
