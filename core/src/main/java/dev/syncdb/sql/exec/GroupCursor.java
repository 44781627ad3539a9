package dev.syncdb.sql.exec;

import dev.syncdb.sql.plan.QueryPlan;
import dev.syncdb.sql.plan.QueryPlan.Grouping;
import dev.syncdb.sql.plan.Step;
import dev.syncdb.sql.plan.term.Aggregates.Accumulator;
import dev.syncdb.sql.plan.term.Aggregates.Call;
import dev.syncdb.sql.plan.term.Frame;
import dev.syncdb.sql.plan.term.Term;
import dev.syncdb.sql.plan.term.Truth;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The groups of a SELECT in order of their keys. For each the frame holds the results of the
 * aggregates, and for columns outside of them one row of the group: its first, or where there is
 * one min() or max(), the row that has it.
 */
final class GroupCursor implements FrameCursor {
    private final Grouping grouping;
    private final List<Step> steps;
    private final FrameCursor rows;
    private final Frame frame;
    private final List<Collation> collations;
    private final int choosingCall;
    private @Nullable Iterator<Group> groups;

    GroupCursor(QueryPlan.Simple plan, FrameCursor rows, Frame frame) {
        this.grouping = Objects.requireNonNull(plan.grouping());
        this.steps = plan.steps();
        this.rows = rows;
        this.frame = frame;
        this.collations = Collations.ofTerms(grouping.keys());
        this.choosingCall = choosingCall(grouping.aggregates().calls());
    }

    @Override
    public boolean next() {
        if (groups == null) {
            groups = gather().iterator();
        }
        while (groups.hasNext()) {
            groups.next().show();
            if (grouping.having() == null || Truth.holds(grouping.having().value(frame))) {
                return true;
            }
        }
        return false;
    }

    /** The one call that says which row stands for its group, or -1. */
    private static int choosingCall(List<Call> calls) {
        int found = -1;
        for (int i = 0; i < calls.size(); i++) {
            if (calls.get(i).choosesRow()) {
                if (found >= 0) {
                    return -1;
                }
                found = i;
            }
        }
        return found;
    }

    private Collection<Group> gather() {
        return grouping.keys().isEmpty() ? List.of(gatherOne()) : gatherByKey().values();
    }

    /** Without keys there is one group, even of no rows. */
    private Group gatherOne() {
        Group group = new Group();
        boolean first = true;
        while (rows.next()) {
            if (first) {
                group.remember();
                first = false;
            }
            group.add();
        }
        return group;
    }

    private Map<Key, Group> gatherByKey() {
        Map<Key, Group> found = new HashMap<>();
        while (rows.next()) {
            Key key = key();
            Group group = found.get(key);
            if (group == null) {
                RowBuffer.requireRoom(found.size());
                group = new Group();
                found.put(key, group);
                group.remember();
            }
            group.add();
        }
        return new TreeMap<>(found);
    }

    private Key key() {
        Value[] values = new Value[grouping.keys().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = grouping.keys().get(i).value(frame);
        }
        return Key.of(Row.owned(values), collations);
    }

    private final class Group {
        private final Accumulator[] accumulators;
        private final Row[] sample = new Row[steps.size()];

        Group() {
            List<Call> calls = grouping.aggregates().calls();
            accumulators = new Accumulator[calls.size()];
            for (int i = 0; i < accumulators.length; i++) {
                accumulators[i] = calls.get(i).start();
            }
            for (int i = 0; i < sample.length; i++) {
                sample[i] = StepRun.nulls(steps.get(i).input().width());
            }
        }

        void remember() {
            for (int i = 0; i < sample.length; i++) {
                sample[i] = frame.row(steps.get(i).slot());
            }
        }

        void add() {
            for (int i = 0; i < accumulators.length; i++) {
                Call call = grouping.aggregates().calls().get(i);
                if (call.takes(frame)
                        && accumulators[i].add(arguments(call))
                        && i == choosingCall) {
                    remember();
                }
            }
        }

        void show() {
            for (int i = 0; i < sample.length; i++) {
                frame.place(steps.get(i).slot(), sample[i]);
            }
            Value[] results = new Value[accumulators.length];
            for (int i = 0; i < results.length; i++) {
                results[i] = accumulators[i].result();
            }
            frame.place(grouping.aggregates().slot(), Row.owned(results));
        }

        private Value[] arguments(Call call) {
            List<Term> terms = call.arguments();
            Value[] values = new Value[terms.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = terms.get(i).value(frame);
            }
            return values;
        }
    }
}
