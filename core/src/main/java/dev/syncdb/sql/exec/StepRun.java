package dev.syncdb.sql.exec;

import dev.syncdb.sql.plan.Step;
import dev.syncdb.sql.plan.term.Frame;
import dev.syncdb.sql.plan.term.Query.Cursor;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.Arrays;

/** One source of a running query. Opened anew for every combination of rows before it. */
final class StepRun {
    private final Step step;
    private final Frame frame;
    private final RowFinder finder;
    private Cursor rows = Cursors.EMPTY;
    private boolean matched;

    StepRun(Step step, Frame frame, Execution execution) {
        this.step = step;
        this.frame = frame;
        this.finder = new RowFinder(step.input(), frame, execution);
    }

    void open() {
        rows = finder.open(step.path());
        matched = false;
    }

    /**
     * Puts the next row that fits into the frame; for an optional source, NULLs where none does.
     */
    boolean next() {
        while (rows.next()) {
            frame.place(step.slot(), rows.row());
            if (JoinCursor.hold(step.on(), frame)) {
                matched = true;
                if (JoinCursor.hold(step.filters(), frame)) {
                    return true;
                }
            }
        }
        if (matched || !step.optional()) {
            return false;
        }
        matched = true;
        frame.place(step.slot(), nulls(step.input().width()));
        return JoinCursor.hold(step.filters(), frame);
    }

    static Row nulls(int width) {
        Value[] cells = new Value[width];
        Arrays.fill(cells, Value.NULL);
        return Row.owned(cells);
    }
}
