package dev.syncdb.sql.exec;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.sql.exec.Execution.Written;
import dev.syncdb.sql.plan.DeletePlan;
import dev.syncdb.sql.plan.ExpectPlan;
import dev.syncdb.sql.plan.InsertPlan;
import dev.syncdb.sql.plan.Plan;
import dev.syncdb.sql.plan.Step;
import dev.syncdb.sql.plan.UpdatePlan;
import dev.syncdb.sql.plan.term.Frame;
import dev.syncdb.sql.plan.term.Term;
import dev.syncdb.sql.syntax.Statement.ConflictAction;
import dev.syncdb.store.Savepoint;
import dev.syncdb.store.Transaction;
import dev.syncdb.value.Row;

import java.util.ArrayList;
import java.util.List;

/** One running INSERT, UPDATE, DELETE or EXPECT: all of it happens, or nothing. Used once. */
final class WriteRun {
    private final Execution execution;
    private final Transaction transaction;
    private final Frame frame;

    WriteRun(Execution execution, Transaction transaction, Frame frame) {
        this.execution = execution;
        this.transaction = transaction;
        this.frame = frame;
    }

    Written run(Plan.Action action) {
        Savepoint start = transaction.savepoint();
        boolean settled = false;
        try {
            Written written = write(action);
            transaction.endStatement();
            execution.counters().wrote(written.rows());
            settled = true;
            return written;
        } catch (Incorrect refused) {
            if (keepsPart(action, refused)) {
                transaction.endStatement();
                settled = true;
            }
            throw refused;
        } finally {
            if (!settled) {
                transaction.rollbackTo(start);
            }
        }
    }

    /** True for OR FAIL, which keeps the rows before the one that broke a constraint. */
    private static boolean keepsPart(Plan.Action action, Incorrect refused) {
        return action.conflict() == ConflictAction.FAIL && action.isConflict(refused);
    }

    private Written write(Plan.Action action) {
        if (action instanceof InsertPlan insert) {
            return new InsertRun(insert, transaction, frame, execution.environment())
                    .run(execution);
        }
        if (action instanceof UpdatePlan update) {
            return new UpdateRun(update, transaction, frame, execution.environment())
                    .run(found(update.guards(), update.step()));
        }
        if (action instanceof ExpectPlan expect) {
            return expect(expect, found(expect.guards(), expect.step()));
        }
        DeletePlan delete = (DeletePlan) action;
        return delete(delete, found(delete.guards(), delete.step()));
    }

    /** All rows that a write is about, gathered before it changes any. */
    private FrameCursor found(List<Term> guards, Step step) {
        return new JoinCursor(List.of(step), guards, frame, execution);
    }

    private Written expect(ExpectPlan plan, FrameCursor found) {
        String table = plan.table().name();
        int count = 0;
        while (found.next()) {
            RowBuffer.requireRoom(count++);
            Row row = frame.row(plan.step().slot());
            transaction.expect(table, plan.table().keyOf(row), plan.columns());
        }
        if (count == 0) {
            throw Incorrect.at(
                    ErrorCode.ROW_ABSENT, "EXPECT found no row of table " + table, table, null);
        }
        return new Written(0, List.of());
    }

    private Written delete(DeletePlan plan, FrameCursor found) {
        Returning returning = new Returning(plan.outputs(), plan.step().slot(), frame);
        List<Row> rows = new ArrayList<>();
        while (found.next()) {
            RowBuffer.requireRoom(rows.size());
            rows.add(frame.row(plan.step().slot()));
        }
        long count = 0;
        for (Row row : rows) {
            // A foreign key's action may have been faster.
            if (transaction.delete(plan.table().name(), plan.table().keyOf(row))) {
                returning.add(row);
                count++;
            }
        }
        return new Written(count, returning.rows());
    }
}
