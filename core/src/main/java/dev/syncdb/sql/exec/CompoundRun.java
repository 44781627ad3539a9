package dev.syncdb.sql.exec;

import dev.syncdb.sql.plan.QueryPlan;
import dev.syncdb.sql.plan.term.Frame;
import dev.syncdb.sql.plan.term.Query.Cursor;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * UNION, INTERSECT and EXCEPT, from left to right. All but UNION ALL leave each row once, in order.
 */
final class CompoundRun {
    private final List<Collation> collations;
    private List<Row> rows;

    private CompoundRun(List<Row> first, List<Collation> collations) {
        this.rows = first;
        this.collations = collations;
    }

    static Cursor open(QueryPlan.Compound plan, Frame frame, Execution execution) {
        CompoundRun run = new CompoundRun(
                RowBuffer.all(Cursors.open(plan.first(), frame, execution)),
                Collations.of(plan.outputs()));
        for (QueryPlan.Part part : plan.parts()) {
            run.combine(part, RowBuffer.all(Cursors.open(part.query(), frame, execution)));
        }
        return Cursors.of(run.rows);
    }

    private void combine(QueryPlan.Part part, List<Row> more) {
        switch (part.operator()) {
            case UNION_ALL -> addAll(more);
            case UNION -> {
                addAll(more);
                keep(Set.of(), false);
            }
            case INTERSECT -> keep(keys(more), true);
            case EXCEPT -> keep(keys(more), false);
        }
    }

    private void addAll(List<Row> more) {
        RowBuffer.requireRoom(rows.size() + more.size());
        rows.addAll(more);
    }

    /** Leaves each row once, and of those only what is, or is not, among {@code others}. */
    private void keep(Set<Key> others, boolean among) {
        TreeMap<Key, Row> kept = new TreeMap<>();
        for (Row row : rows) {
            Key key = Key.of(row, collations);
            if (others.contains(key) == among) {
                kept.putIfAbsent(key, row);
            }
        }
        rows = new ArrayList<>(kept.values());
    }

    private Set<Key> keys(List<Row> others) {
        Set<Key> keys = new HashSet<>();
        others.forEach(row -> keys.add(Key.of(row, collations)));
        return keys;
    }
}
