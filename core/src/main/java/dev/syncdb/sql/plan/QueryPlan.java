package dev.syncdb.sql.plan;

import dev.syncdb.sql.plan.term.Aggregates;
import dev.syncdb.sql.plan.term.Column;
import dev.syncdb.sql.plan.term.Query;
import dev.syncdb.sql.plan.term.Term;
import dev.syncdb.sql.syntax.Select.CompoundOperator;
import dev.syncdb.value.Collation;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/** What yields rows. */
public sealed interface QueryPlan extends Query, Plan.Action {
    /**
     * One SELECT.
     *
     * @param steps its sources in the order of reading, each for every row of those before it
     * @param guards conditions that read none of its sources: unless all hold, there is no row
     * @param grouping null if it does not aggregate
     * @param sort empty if the rows come in order as they are
     */
    record Simple(
            List<Step> steps,
            List<Term> guards,
            @Nullable Grouping grouping,
            List<Output> outputs,
            boolean distinct,
            List<SortKey> sort,
            @Nullable Limit limit,
            Set<Integer> outerSlots)
            implements QueryPlan {
        public Simple {
            steps = List.copyOf(steps);
            guards = List.copyOf(guards);
            outputs = List.copyOf(outputs);
            sort = List.copyOf(sort);
            outerSlots = Set.copyOf(outerSlots);
        }

        /**
         * The positions of the outputs in the rows of the only source, if a result is such a row
         * with some of its cells, and nothing is computed; else null.
         */
        public int @Nullable [] bareColumns() {
            boolean bare = steps.size() == 1 && grouping == null && !distinct && sort.isEmpty();
            int[] columns = new int[outputs.size()];
            for (int i = 0; i < columns.length && bare; i++) {
                bare = outputs.get(i).term() instanceof Column column
                        && column.slot() == steps.get(0).slot();
                columns[i] = bare ? ((Column) outputs.get(i).term()).position() : 0;
            }
            return bare ? columns : null;
        }
    }

    /** VALUES. */
    record Values(List<Output> outputs, List<List<Term>> rows, Set<Integer> outerSlots)
            implements QueryPlan {
        public Values {
            outputs = List.copyOf(outputs);
            rows = List.copyOf(rows);
            outerSlots = Set.copyOf(outerSlots);
        }
    }

    /** Several queries, each combined with the result of those before it. */
    record Compound(QueryPlan first, List<Part> parts, Set<Integer> outerSlots)
            implements QueryPlan {
        public Compound {
            parts = List.copyOf(parts);
            outerSlots = Set.copyOf(outerSlots);
        }

        @Override
        public List<Output> outputs() {
            return first.outputs();
        }
    }

    /**
     * A query whose result is put in order or cut.
     *
     * @param slot where the sort keys find a row of the result
     */
    record Sorted(
            QueryPlan source,
            int slot,
            List<SortKey> sort,
            @Nullable Limit limit) implements QueryPlan {
        public Sorted {
            sort = List.copyOf(sort);
        }

        @Override
        public List<Output> outputs() {
            return source.outputs();
        }

        @Override
        public Set<Integer> outerSlots() {
            return source.outerSlots();
        }
    }

    /** The second and any later query of a compound. */
    record Part(CompoundOperator operator, QueryPlan query) {}

    /** Rows are gathered into groups of equal keys; no keys make one group, even of no rows. */
    record Grouping(
            List<Term> keys,
            Aggregates aggregates,
            @Nullable Term having) {
        public Grouping {
            keys = List.copyOf(keys);
        }
    }

    /** One term of an order. */
    record SortKey(Term term, boolean descending, boolean nullsFirst, Collation collation) {}

    /**
     * How many rows are handed on, and how many are passed over before. Null is no limit, and none.
     */
    record Limit(@Nullable Term count, @Nullable Term offset) {}
}
