package dev.syncdb.sql.plan;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Names;
import dev.syncdb.sql.plan.QueryPlan.Grouping;
import dev.syncdb.sql.plan.QueryPlan.SortKey;
import dev.syncdb.sql.plan.term.Aggregates;
import dev.syncdb.sql.plan.term.Query.Output;
import dev.syncdb.sql.plan.term.Resolver;
import dev.syncdb.sql.plan.term.Scope;
import dev.syncdb.sql.plan.term.Term;
import dev.syncdb.sql.syntax.Expression;
import dev.syncdb.sql.syntax.Select;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plans one SELECT with the ORDER BY and LIMIT behind it. Used once. */
final class SelectPlanner {
    private final PlanContext context;
    private final @Nullable Scope outer;
    private final Select.Core core;
    private final Scope scope;
    private final Aggregates aggregates;
    private final Resolver resolver;
    private final List<Output> outputs = new ArrayList<>();
    private final Map<String, Term> aliased = new LinkedHashMap<>();

    SelectPlanner(PlanContext context, @Nullable Scope outer, Select.Core core) {
        this.context = context;
        this.outer = outer;
        this.core = core;
        this.scope = new Scope(outer);
        this.aggregates = new Aggregates(context.numbering().nextSlot());
        this.resolver = context.resolver(scope, aggregates);
    }

    QueryPlan plan(Select.Ordered ordered) {
        FromClause from = FromClause.of(context, scope, core.from());
        core.results().forEach(this::addOutputs);
        declareAliases();
        List<SortKey> sort = new ArrayList<>();
        for (Select.Ordering ordering : ordered.orderBy()) {
            sort.add(QueryPlanner.sortKey(sortTerm(ordering.expression()), ordering));
        }
        Grouping grouping = grouping();
        List<Term> conditions = new ArrayList<>(from.conditions());
        if (core.where() != null) {
            conditions.addAll(
                    context.resolver(scope, null).resolve(core.where()).conjuncts());
        }
        JoinOrder join = new JoinOrder(context.numbering(), from.sources(), conditions);
        List<Term> guards = join.guards();
        List<Step> steps = new ArrayList<>(join.steps());
        QueryPlan.Limit limit = QueryPlanner.limit(context, outer, ordered);
        boolean inOrder = grouping == null
                && new RowOrder(steps, join.firstChoice()).keep(sort, limit != null);
        return new QueryPlan.Simple(
                steps,
                guards,
                grouping,
                outputs,
                core.distinct(),
                inOrder ? List.of() : sort,
                limit,
                scope.outerSlots());
    }

    /** Results are known by their aliases in all other clauses, but not among themselves. */
    private void declareAliases() {
        aliased.forEach((name, term) -> {
            Set<Integer> read = new HashSet<>();
            term.slots(read::add);
            scope.alias(name, new Scope.Alias(term, read.contains(aggregates.slot())));
        });
    }

    private void addOutputs(Select.Result result) {
        if (result instanceof Select.Star star) {
            addAll(star);
            return;
        }
        Select.Value value = (Select.Value) result;
        Term term = resolver.resolve(value.expression());
        outputs.add(new Output(outputName(value), term));
        if (value.alias() != null) {
            aliased.putIfAbsent(value.alias(), term);
        }
    }

    /** SQLite names a column without an alias as the table does, an expression by its text. */
    private String outputName(Select.Value value) {
        if (value.alias() != null) {
            return value.alias();
        }
        return value.expression() instanceof Expression.Column column
                ? scope.declaredName(column)
                : value.text();
    }

    private void addAll(Select.Star star) {
        int before = outputs.size();
        boolean known = false;
        for (Scope.Source source : scope.sources()) {
            if (star.table() == null || source.isNamed(star.table())) {
                known = true;
                addAll(source, star.table() == null);
            }
        }
        if (!known) {
            String message = star.table() == null ? "no tables for *" : "no table " + star.table();
            throw new Incorrect(ErrorCode.UNKNOWN_TABLE, star.at() + ": " + message);
        }
        if (outputs.size() == before) {
            throw new Incorrect(ErrorCode.UNKNOWN_COLUMN, star.at() + ": * stands for no column");
        }
    }

    private void addAll(Scope.Source source, boolean onceEach) {
        for (int i = 0; i < source.fields().size(); i++) {
            Scope.Field field = source.fields().get(i);
            boolean again = onceEach && source.merged().contains(Names.fold(field.name()));
            if (!field.hidden() && !again) {
                outputs.add(new Output(field.name(), source.column(i)));
            }
        }
    }

    /** In ORDER BY an alias goes before a column of the same name. */
    private Term sortTerm(Expression expression) {
        int position = QueryPlanner.position(expression, outputs.size());
        if (position >= 0) {
            return outputs.get(position).term();
        }
        if (expression instanceof Expression.Collate collate) {
            return Resolver.collated(sortTerm(collate.operand()), collate);
        }
        if (expression instanceof Expression.Column column && column.table() == null) {
            Scope.Alias alias = scope.aliased(column.name());
            if (alias != null) {
                return alias.term();
            }
        }
        return resolver.resolve(expression);
    }

    private @Nullable Grouping grouping() {
        Resolver plain = context.resolver(scope, null);
        List<Term> keys = new ArrayList<>();
        for (Expression expression : core.groupBy()) {
            int position = QueryPlanner.position(expression, outputs.size());
            keys.add(position >= 0 ? outputs.get(position).term() : plain.resolve(expression));
        }
        boolean aggregated = !keys.isEmpty() || !aggregates.calls().isEmpty();
        if (core.having() != null && !aggregated) {
            throw new Incorrect(
                    ErrorCode.SYNTAX, "HAVING stands in a SELECT that does not aggregate");
        }
        Term having = core.having() == null ? null : resolver.resolve(core.having());
        return aggregated ? new Grouping(keys, aggregates, having) : null;
    }
}
