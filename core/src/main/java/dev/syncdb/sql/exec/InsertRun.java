package dev.syncdb.sql.exec;

import dev.syncdb.change.Image;
import dev.syncdb.clock.Environment;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Formula;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.exec.Execution.Written;
import dev.syncdb.sql.plan.InsertPlan;
import dev.syncdb.sql.plan.InsertPlan.Upsert;
import dev.syncdb.sql.plan.term.Counters;
import dev.syncdb.sql.plan.term.Frame;
import dev.syncdb.sql.plan.term.Truth;
import dev.syncdb.sql.syntax.Statement.ConflictAction;
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

    InsertRun(InsertPlan plan, Transaction transaction, Frame frame) {
        this.plan = plan;
        this.table = plan.table();
        this.transaction = transaction;
        this.frame = frame;
        this.replacer = new RowReplacer(transaction, table, plan.conflict());
        this.returning = new Returning(plan.outputs(), plan.target(), frame);
    }

    Written run(Execution execution) {
        List<Row> rows = plan.rows() == null
                ? List.of(NO_CELLS)
                : RowBuffer.all(execution.open(plan.rows(), frame));
        for (Row values : rows) {
            Row row = whole(values, execution.environment());
            if (plan.upserts().isEmpty() || !upsert(row)) {
                insert(row, execution.counters());
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
    private Row whole(Row values, Environment environment) {
        Value[] cells = new Value[table.columns().size()];
        for (int i = 0; i < values.size(); i++) {
            cells[plan.columns().get(i)] = values.at(i);
        }
        boolean replaces = plan.conflict() == ConflictAction.REPLACE;
        for (int i = 0; i < cells.length; i++) {
            Column column = table.columns().get(i);
            // OR REPLACE takes the default for a NULL that the column forbids.
            boolean forbidden =
                    replaces && column.notNull() && cells[i] != null && cells[i].isNull();
            if (cells[i] == null || forbidden) {
                Formula formula = column.defaultValue();
                cells[i] = formula == null ? Value.NULL : formula.evaluate(NO_CELLS, environment);
            }
        }
        return Row.owned(cells);
    }

    /** Does what ON CONFLICT says. Returns false if the row is to be inserted. */
    private boolean upsert(Row given) {
        Row row = transaction.stored(table.name(), given);
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

    private boolean isAbout(Upsert upsert, Row row, Row present) {
        for (int position : upsert.columns()) {
            Column column = table.columns().get(position);
            if (Value.compare(row.at(position), present.at(position), column.collation()) != 0) {
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
