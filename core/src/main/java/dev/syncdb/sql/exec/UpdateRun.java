package dev.syncdb.sql.exec;

import dev.syncdb.change.Image;
import dev.syncdb.clock.Environment;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.exec.Execution.Written;
import dev.syncdb.sql.plan.InsertPlan.Assignment;
import dev.syncdb.sql.plan.UpdatePlan;
import dev.syncdb.sql.plan.term.Frame;
import dev.syncdb.store.Transaction;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One running UPDATE. All rows are found and computed before the first is written, so that no row
 * is met twice and every expression sees the state before the statement.
 */
final class UpdateRun {
    private static final Value[] NO_VALUES = {};

    private final UpdatePlan plan;
    private final Transaction transaction;
    private final Frame frame;
    private final Environment environment;

    private record Change(Key key, Row before, List<Value> values) {}

    UpdateRun(UpdatePlan plan, Transaction transaction, Frame frame, Environment environment) {
        this.plan = plan;
        this.transaction = transaction;
        this.frame = frame;
        this.environment = environment;
    }

    Written run(FrameCursor found) {
        Table table = plan.table();
        List<Change> changes = new ArrayList<>();
        while (found.next()) {
            RowBuffer.requireRoom(changes.size());
            Row before = frame.row(plan.step().slot());
            changes.add(new Change(table.keyOf(before), before, values(plan.assignments(), frame)));
        }
        int[] columns = columns(plan.assignments());
        RowReplacer replacer = new RowReplacer(transaction, plan, table, environment);
        Returning returning = new Returning(plan.outputs(), plan.step().slot(), frame);
        long count = 0;
        for (Change change : changes) {
            // A row may have been replaced by one before it.
            boolean present =
                    changes.size() == 1 || transaction.get(table.name(), change.key) != null;
            Key key = present
                    ? replacer.update(
                            change.key, change.before, columns, change.values.toArray(NO_VALUES))
                    : null;
            if (key != null) {
                if (returning.isWanted()) {
                    Image image = transaction.get(table.name(), key);
                    returning.add(Objects.requireNonNull(image).cells());
                }
                count++;
            }
        }
        return new Written(count, returning.rows());
    }

    private static int[] columns(List<Assignment> assignments) {
        int[] columns = new int[assignments.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = assignments.get(i).column();
        }
        return columns;
    }

    private static List<Value> values(List<Assignment> assignments, Frame frame) {
        List<Value> values = new ArrayList<>(assignments.size());
        for (Assignment assignment : assignments) {
            values.add(assignment.value().value(frame));
        }
        return values;
    }

    /** The row with the values that are assigned, all computed from the row as it was. */
    static Row assigned(Row before, List<Assignment> assignments, Frame frame) {
        Value[] cells = before.toArray();
        for (Assignment assignment : assignments) {
            cells[assignment.column()] = assignment.value().value(frame);
        }
        return Row.owned(cells);
    }
}
