package dev.syncdb.sql.plan;

import dev.syncdb.schema.IndexColumn;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.plan.QueryPlan.Grouping;
import dev.syncdb.sql.plan.QueryPlan.Limit;
import dev.syncdb.sql.plan.QueryPlan.SortKey;
import dev.syncdb.sql.plan.term.Aggregates;
import dev.syncdb.sql.plan.term.Column;
import dev.syncdb.sql.plan.term.Query;
import dev.syncdb.sql.plan.term.Term;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds what the result of a query, and the order of its rows, depends on. Used once.
 *
 * <p>The finding holds for executions of this plan, and so as long as the tables that it reads are
 * those it was made for. A query that fails has no result to speak of.
 */
public final class Dependencies {
    private final List<Step> tables = new ArrayList<>();
    private final Map<Integer, Set<Integer>> columns = new HashMap<>();
    private final Set<Query> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    /**
     * A table as one source of a query reads it. A change of a row that misses a condition before
     * and after, or of none of the columns, is nothing to this source.
     *
     * @param slot where the conditions find the row
     * @param columns positions of those that are read, or by which the rows are put in order
     * @param conditions those that a row must meet by itself; they read no other row, no subquery,
     *     and are deterministic
     */
    public record Source(Table table, int slot, Set<Integer> columns, List<Term> conditions) {
        public Source {
            columns = Set.copyOf(columns);
            conditions = List.copyOf(conditions);
        }
    }

    private Dependencies() {}

    /** The tables that a query reads, one as often as it stands in FROM, subqueries included. */
    public static List<Source> of(QueryPlan plan) {
        Dependencies dependencies = new Dependencies();
        dependencies.add(plan);
        List<Source> sources = new ArrayList<>();
        for (Step step : dependencies.tables) {
            sources.add(new Source(
                    ((Step.TableInput) step.input()).table(),
                    step.slot(),
                    dependencies.columns.getOrDefault(step.slot(), Set.of()),
                    ownConditions(step)));
        }
        return sources;
    }

    private void add(Query query) {
        if (!seen.add(query)) {
            return;
        }
        if (query instanceof QueryPlan.Simple simple) {
            addSelect(simple);
        } else if (query instanceof QueryPlan.Values values) {
            values.rows().forEach(this::addAll);
        } else if (query instanceof QueryPlan.Compound compound) {
            add(compound.first());
            compound.parts().forEach(part -> add(part.query()));
        } else {
            QueryPlan.Sorted sorted = (QueryPlan.Sorted) query;
            add(sorted.source());
            addOrder(sorted.sort(), sorted.limit());
        }
    }

    private void addSelect(QueryPlan.Simple select) {
        select.steps().forEach(this::addStep);
        addAll(select.guards());
        select.outputs().forEach(output -> addTerm(output.term()));
        Grouping grouping = select.grouping();
        if (grouping != null) {
            addAll(grouping.keys());
            grouping.aggregates().calls().forEach(this::addCall);
            addNullable(grouping.having());
        }
        addOrder(select.sort(), select.limit());
    }

    private void addCall(Aggregates.Call call) {
        addAll(call.arguments());
        addNullable(call.filter());
    }

    private void addOrder(List<SortKey> sort, @Nullable Limit limit) {
        sort.forEach(key -> addTerm(key.term()));
        if (limit != null) {
            addNullable(limit.count());
            addNullable(limit.offset());
        }
    }

    private void addStep(Step step) {
        if (step.input() instanceof Step.QueryInput input) {
            add(input.query());
        } else {
            tables.add(step);
            addOrder(step, step.path());
        }
        addAll(PathConditions.of(step));
        addAll(step.on());
        addAll(step.filters());
    }

    /**
     * Rows that come by an index come in its order, which shows where the query demands no other.
     */
    private void addOrder(Step step, AccessPath path) {
        if (path instanceof AccessPath.Each each) {
            addOrder(step, each.path());
        } else if (path instanceof AccessPath.IndexRange range) {
            Table table = ((Step.TableInput) step.input()).table();
            for (IndexColumn column : KeyOrder.ofIndex(table, range.index()).columns()) {
                addColumn(step.slot(), column.column());
            }
        }
    }

    private void addAll(Collection<Term> terms) {
        terms.forEach(this::addTerm);
    }

    private void addNullable(@Nullable Term term) {
        if (term != null) {
            addTerm(term);
        }
    }

    private void addTerm(Term term) {
        if (term instanceof Column column) {
            addColumn(column.slot(), column.position());
        }
        addAll(term.operands());
        term.queries().forEach(this::add);
    }

    private void addColumn(int slot, int position) {
        columns.computeIfAbsent(slot, absent -> new HashSet<>()).add(position);
    }

    /** In the order in which they are checked, so that none is asked that would not be. */
    private static List<Term> ownConditions(Step step) {
        List<Term> conditions = PathConditions.of(step);
        conditions.addAll(step.on());
        if (!step.optional()) {
            // Those of an optional step also judge the row of NULLs, which other rows keep away.
            conditions.addAll(step.filters());
        }
        conditions.removeIf(condition -> !isOwn(condition, step.slot()));
        return conditions;
    }

    private static boolean isOwn(Term condition, int slot) {
        Set<Integer> read = new HashSet<>();
        condition.slots(read::add);
        read.remove(slot);
        return read.isEmpty() && condition.deterministic() && !hasQueries(condition);
    }

    private static boolean hasQueries(Term term) {
        return !term.queries().isEmpty()
                || term.operands().stream().anyMatch(Dependencies::hasQueries);
    }
}
