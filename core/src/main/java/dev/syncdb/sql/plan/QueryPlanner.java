package dev.syncdb.sql.plan;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Names;
import dev.syncdb.sql.plan.QueryPlan.SortKey;
import dev.syncdb.sql.plan.term.Column;
import dev.syncdb.sql.plan.term.Query;
import dev.syncdb.sql.plan.term.Resolver;
import dev.syncdb.sql.plan.term.Scope;
import dev.syncdb.sql.plan.term.Term;
import dev.syncdb.sql.syntax.Expression;
import dev.syncdb.sql.syntax.Select;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Plans queries whose names may come from an enclosing scope too. */
final class QueryPlanner {
    private final PlanContext context;
    private final @Nullable Scope outer;

    QueryPlanner(PlanContext context, @Nullable Scope outer) {
        this.context = context;
        this.outer = outer;
    }

    QueryPlan plan(Select select) {
        if (select instanceof Select.Ordered ordered) {
            return ordered.select() instanceof Select.Core core
                    ? new SelectPlanner(context, outer, core).plan(ordered)
                    : sorted(ordered);
        }
        if (select instanceof Select.Core core) {
            return new SelectPlanner(context, outer, core)
                    .plan(new Select.Ordered(core, List.of(), null, null));
        }
        return select instanceof Select.Values values
                ? values(values)
                : compound((Select.Compound) select);
    }

    /** LIMIT and OFFSET, or null if there is neither. */
    static QueryPlan.@Nullable Limit limit(
            PlanContext context, @Nullable Scope outer, Select.Ordered ordered) {
        if (ordered.limit() == null) {
            return null;
        }
        Resolver resolver = context.resolver(new Scope(outer), null);
        Term offset = ordered.offset() == null ? null : resolver.resolve(ordered.offset());
        return new QueryPlan.Limit(resolver.resolve(ordered.limit()), offset);
    }

    /** A sort by {@code term}. */
    static SortKey sortKey(Term term, Select.Ordering ordering) {
        boolean nullsFirst = ordering.nulls() == null
                ? !ordering.descending()
                : ordering.nulls() == Select.Nulls.FIRST;
        return new SortKey(term, ordering.descending(), nullsFirst, PathChoice.collationOf(term));
    }

    /** The place in the result that {@code ordering} names by its number, counted from 0, or -1. */
    static int position(Expression expression, int outputs) {
        if (!(expression instanceof Expression.IntegerLiteral literal)) {
            return -1;
        }
        if (literal.value() < 1 || literal.value() > outputs) {
            throw new Incorrect(
                    ErrorCode.SYNTAX,
                    "ORDER BY or GROUP BY " + literal.value() + " of " + outputs + " columns");
        }
        return (int) literal.value() - 1;
    }

    private QueryPlan values(Select.Values values) {
        Scope scope = new Scope(outer);
        Resolver resolver = context.resolver(scope, null);
        List<List<Term>> rows = new ArrayList<>();
        for (List<Expression> row : values.rows()) {
            requireWidth(values.rows().get(0).size(), row.size());
            List<Term> terms = new ArrayList<>();
            row.forEach(expression -> terms.add(resolver.resolve(expression)));
            rows.add(terms);
        }
        List<Query.Output> outputs = new ArrayList<>();
        for (Term term : rows.get(0)) {
            outputs.add(new Query.Output("column" + (outputs.size() + 1), term));
        }
        return new QueryPlan.Values(outputs, rows, scope.outerSlots());
    }

    private QueryPlan compound(Select.Compound compound) {
        QueryPlan first = plan(compound.first());
        Set<Integer> outerSlots = new HashSet<>(first.outerSlots());
        List<QueryPlan.Part> parts = new ArrayList<>();
        for (Select.Part part : compound.parts()) {
            QueryPlan query = plan(part.select());
            requireWidth(first.outputs().size(), query.outputs().size());
            outerSlots.addAll(query.outerSlots());
            parts.add(new QueryPlan.Part(part.operator(), query));
        }
        return new QueryPlan.Compound(first, parts, outerSlots);
    }

    private static void requireWidth(int expected, int found) {
        if (expected != found) {
            throw new Incorrect(
                    ErrorCode.SYNTAX,
                    "rows of " + expected + " and of " + found + " columns cannot be combined");
        }
    }

    private QueryPlan sorted(Select.Ordered ordered) {
        QueryPlan source = plan(ordered.select());
        int slot = context.numbering().nextSlot();
        List<SortKey> keys = new ArrayList<>();
        for (Select.Ordering ordering : ordered.orderBy()) {
            keys.add(sortKey(resultColumn(source, slot, ordering.expression()), ordering));
        }
        return new QueryPlan.Sorted(source, slot, keys, limit(context, outer, ordered));
    }

    /** A compound can be ordered by the columns of its result only. */
    private static Term resultColumn(QueryPlan source, int slot, Expression expression) {
        if (expression instanceof Expression.Collate collate) {
            Term term = resultColumn(source, slot, collate.operand());
            return new Column(
                    slot,
                    ((Column) term).position(),
                    null,
                    Resolver.collation(collate.collation(), collate.at()));
        }
        List<Query.Output> outputs = source.outputs();
        int position = position(expression, outputs.size());
        for (int i = 0; i < outputs.size() && position < 0; i++) {
            boolean named = expression instanceof Expression.Column column
                    && column.table() == null
                    && Names.equal(column.name(), outputs.get(i).name());
            position = named ? i : position;
        }
        if (position < 0) {
            throw new Incorrect(
                    ErrorCode.UNKNOWN_COLUMN,
                    "ORDER BY of a compound must name a column of its result");
        }
        Term term = outputs.get(position).term();
        return new Column(slot, position, term.affinity(), term.collation());
    }
}
