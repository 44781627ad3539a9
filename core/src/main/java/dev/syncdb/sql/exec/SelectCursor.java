package dev.syncdb.sql.exec;

import dev.syncdb.sql.plan.QueryPlan;
import dev.syncdb.sql.plan.term.Frame;
import dev.syncdb.sql.plan.term.Query.Cursor;
import dev.syncdb.sql.plan.term.Query.Output;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The results of one SELECT, in the order in which its rows are found: joined, grouped, computed,
 * made distinct.
 */
final class SelectCursor implements Cursor {
    private final FrameCursor source;
    private final List<Output> outputs;
    private final Frame frame;
    private final @Nullable Distinct distinct;
    private final int bareSlot;
    private Row row = Row.of();

    /** @param bareSlot of the source whose rows are the results as they are; -1 for none */
    private SelectCursor(QueryPlan.Simple plan, FrameCursor source, Frame frame, int bareSlot) {
        this.source = source;
        this.outputs = plan.outputs();
        this.frame = frame;
        this.bareSlot = bareSlot;
        this.distinct = plan.distinct() ? new Distinct(plan) : null;
    }

    /** The results in the order that they are wanted in, as many as are wanted. */
    static Cursor open(QueryPlan.Simple plan, Frame frame, Execution execution) {
        if (LimitCursor.isNothing(plan.limit(), frame)) {
            return Cursors.EMPTY;
        }
        FrameCursor rows = new JoinCursor(plan.steps(), plan.guards(), frame, execution);
        FrameCursor source = plan.grouping() == null ? rows : new GroupCursor(plan, rows, frame);
        Cursor results = new SelectCursor(plan, source, frame, -1);
        if (!plan.sort().isEmpty()) {
            Sorter sorter = new Sorter(plan.sort(), frame);
            while (results.next()) {
                sorter.add(results.row());
            }
            results = Cursors.of(sorter.sorted());
        }
        return LimitCursor.over(results, plan.limit(), frame);
    }

    /** The rows of the only source, of a plan that has {@link QueryPlan.Simple#bareColumns}. */
    static Cursor openBare(QueryPlan.Simple plan, Frame frame, Execution execution) {
        if (LimitCursor.isNothing(plan.limit(), frame)) {
            return Cursors.EMPTY;
        }
        FrameCursor rows = new JoinCursor(plan.steps(), plan.guards(), frame, execution);
        Cursor results = new SelectCursor(plan, rows, frame, plan.steps().get(0).slot());
        return LimitCursor.over(results, plan.limit(), frame);
    }

    @Override
    public boolean next() {
        while (source.next()) {
            if (bareSlot >= 0) {
                row = frame.row(bareSlot);
                return true;
            }
            Value[] cells = new Value[outputs.size()];
            for (int i = 0; i < cells.length; i++) {
                cells[i] = outputs.get(i).term().value(frame);
            }
            row = Row.owned(cells);
            if (distinct == null || distinct.isNew(row)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Row row() {
        return row;
    }

    private static final class Distinct {
        private final Set<Key> seen = new HashSet<>();
        private final List<Collation> collations;

        Distinct(QueryPlan.Simple plan) {
            collations = Collations.of(plan.outputs());
        }

        boolean isNew(Row row) {
            RowBuffer.requireRoom(seen.size());
            return seen.add(Key.of(row, collations));
        }
    }
}
