package dev.syncdb.sql.plan;

import dev.syncdb.schema.IndexColumn;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.plan.AccessPath.Bound;
import dev.syncdb.sql.plan.AccessPath.Bounds;
import dev.syncdb.sql.plan.AccessPath.Equal;
import dev.syncdb.sql.plan.term.Column;
import dev.syncdb.sql.plan.term.Comparison;
import dev.syncdb.sql.plan.term.Comparison.Operator;
import dev.syncdb.sql.plan.term.Term;
import dev.syncdb.value.Collation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes a path out as conditions again: those that every row it finds meets, so that no step
 * checks them. Lives while one step is looked at.
 */
final class PathConditions {
    private final Step step;
    private final List<Term> conditions = new ArrayList<>();

    private PathConditions(Step step) {
        this.step = step;
    }

    static List<Term> of(Step step) {
        PathConditions path = new PathConditions(step);
        path.add(step.path());
        return path.conditions;
    }

    private void add(AccessPath path) {
        if (path instanceof AccessPath.KeyGet get) {
            List<Integer> columns = table().primaryKey().columns();
            for (int i = 0; i < columns.size(); i++) {
                add(
                        Operator.EQUAL,
                        columns.get(i),
                        get.key().get(i),
                        get.collations().get(i));
            }
        } else if (path instanceof AccessPath.KeyRange range) {
            add(KeyOrder.ofPrimaryKey(table()).columns(), range.bounds());
        } else if (path instanceof AccessPath.IndexRange range) {
            add(KeyOrder.ofIndex(table(), range.index()).columns(), range.bounds());
        } else if (path instanceof AccessPath.HashGet hash) {
            for (int i = 0; i < hash.columns().size(); i++) {
                Collation collation = hash.collations().get(i);
                add(Operator.EQUAL, hash.columns().get(i), hash.values().get(i), collation);
            }
        } else if (path instanceof AccessPath.Each each) {
            conditions.add(each.in());
            add(each.path());
        }
    }

    private Table table() {
        return ((Step.TableInput) step.input()).table();
    }

    private void add(List<IndexColumn> columns, Bounds bounds) {
        for (int i = 0; i < bounds.equal().size(); i++) {
            Equal equal = bounds.equal().get(i);
            Operator operator = equal.matchesNull() ? Operator.IS : Operator.EQUAL;
            add(operator, columns.get(i).column(), equal.term(), columns.get(i).collation());
        }
        if (bounds.equal().size() < columns.size()) {
            IndexColumn next = columns.get(bounds.equal().size());
            add(next, bounds.lower(), !next.descending());
            add(next, bounds.upper(), next.descending());
        }
    }

    /** @param above true if the rows lie above the bound, false if below */
    private void add(IndexColumn column, @Nullable Bound bound, boolean above) {
        if (bound == null || bound.term() == null) {
            return;
        }
        Operator operator = bound.inclusive() ? Operator.GREATER_EQUAL : Operator.GREATER;
        add(
                above ? operator : operator.flipped(),
                column.column(),
                bound.term(),
                column.collation());
    }

    /** The value is converted already, and the column holds its values as they are compared. */
    private void add(Operator operator, int column, Term value, Collation collation) {
        Column cell = new Column(step.slot(), column, null, null);
        conditions.add(new Comparison(operator, cell, value, null, collation));
    }
}
