package dev.syncdb.sql.exec;

import dev.syncdb.change.Image;
import dev.syncdb.clock.Environment;
import dev.syncdb.schema.IndexColumn;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.exec.Execution.Written;
import dev.syncdb.sql.plan.InsertPlan;
import dev.syncdb.sql.plan.InsertPlan.Upsert;
import dev.syncdb.sql.plan.term.Counters;
import dev.syncdb.sql.plan.term.Frame;
import dev.syncdb.sql.plan.term.Truth;
import dev.syncdb.store.Transaction;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.List;
import java.util.Objects;

/** One running INSERT. All rows are computed before the first is written. */
final class InsertRun {
    private static final Row NO_CELLS = Row.of();

    private final InsertPlan plan;
    private final Table table;
    private final Transaction transaction;
    private final Frame frame;
    private final RowReplacer replacer;
    private final Returning returning;
    private long count;

    InsertRun(InsertPlan plan, Transaction transaction, Frame frame, Environment environment) {
        this.plan = plan;
        this.table = plan.table();
        this.transaction = transaction;
        this.frame = frame;
        this.replacer = new RowReplacer(transaction, plan, table, environment);
        this.returning = new Returning(plan.outputs(), plan.target(), frame);
    }

    Written run(Execution execution) {
        List<Row> rows = plan.rows() == null
                ? List.of(NO_CELLS)
                : RowBuffer.all(execution.open(plan.rows(), frame));
        for (Row values : rows) {
            Row row = whole(values);
            if (plan.upserts().isEmpty()) {
                insert(row, execution.counters());
            } else {
                upsert(row, execution.counters());
            }
        }
        return new Written(count, returning.rows());
    }

    private void insert(Row row, Counters counters) {
        Key key = replacer.insert(row);
        if (key == null) {
            return;
        }
        if (table.primaryKey().automatic()) {
            counters.inserted(key.values().at(0).asLong());
        }
        wrote(key);
    }

    private void wrote(Key key) {
        count++;
        if (returning.isWanted()) {
            Image image = transaction.get(table.name(), key);
            returning.add(Objects.requireNonNull(image).cells());
        }
    }

    /** A row of all columns, with defaults where no value is given. */
    private Row whole(Row values) {
        Value[] cells = new Value[table.columns().size()];
        for (int i = 0; i < values.size(); i++) {
            int position = plan.columns().get(i);
            cells[position] = replacer.allowed(position, values.at(i));
        }
        for (int i = 0; i < cells.length; i++) {
            cells[i] = cells[i] == null ? replacer.initial(i) : cells[i];
        }
        return Row.owned(cells);
    }

    /** Inserts a row, or does what ON CONFLICT says. */
    private void upsert(Row given, Counters counters) {
        Row row = replacer.complete(given);
        if (row != null && !isSettled(row)) {
            insert(row, counters);
        }
    }

    /** Does what ON CONFLICT says, unless nothing is in the way of the row. */
    private boolean isSettled(Row row) {
        List<Key> others = transaction.conflicts(table.name(), row);
        for (Upsert upsert : plan.upserts()) {
            for (Key other : others) {
                Row present = Objects.requireNonNull(transaction.get(table.name(), other))
                        .cells();
                if (isAbout(upsert, row, present)) {
                    update(upsert, other, present, row);
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isAbout(Upsert upsert, Row row, Row present) {
        for (IndexColumn column : upsert.key()) {
            Value value = row.at(column.column());
            Value other = present.at(column.column());
            if (value.isNull() || Value.compare(value, other, column.collation()) != 0) {
                return false;
            }
        }
        return true;
    }

    private void update(Upsert upsert, Key key, Row present, Row excluded) {
        frame.place(plan.target(), present);
        frame.place(upsert.excluded(), excluded);
        boolean wanted = !upsert.assignments().isEmpty()
                && (upsert.where() == null || Truth.holds(upsert.where().value(frame)));
        if (wanted) {
            Row after = UpdateRun.assigned(present, upsert.assignments(), frame);
            wrote(transaction.update(table.name(), key, after));
        }
    }
}
