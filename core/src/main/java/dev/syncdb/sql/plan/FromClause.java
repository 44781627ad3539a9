package dev.syncdb.sql.plan;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.plan.term.Comparison;
import dev.syncdb.sql.plan.term.Query;
import dev.syncdb.sql.plan.term.Resolver;
import dev.syncdb.sql.plan.term.Scope;
import dev.syncdb.sql.plan.term.Term;
import dev.syncdb.sql.syntax.Expression;
import dev.syncdb.sql.syntax.Position;
import dev.syncdb.sql.syntax.Select;
import dev.syncdb.sql.syntax.Select.JoinKind;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What FROM reads, resolved: its sources in the order written, and the conditions of its joins.
 * Lives while one SELECT is planned.
 */
final class FromClause {
    private final PlanContext context;
    private final Scope scope;
    private final List<Joined> sources = new ArrayList<>();
    private final List<Term> conditions = new ArrayList<>();

    /**
     * A source and how it is joined to those before it.
     *
     * @param fixed true if it is read after all that are written before it
     * @param optional true for the right side of a LEFT JOIN
     * @param on the condition of a LEFT JOIN
     */
    record Joined(int slot, Step.Input input, boolean fixed, boolean optional, List<Term> on) {
        /** The table, or null for a query. */
        @Nullable
        Table table() {
            return input instanceof Step.TableInput ? ((Step.TableInput) input).table() : null;
        }
    }

    private FromClause(PlanContext context, Scope scope) {
        this.context = context;
        this.scope = scope;
    }

    /** Resolves FROM and adds its sources to {@code scope}. */
    static FromClause of(PlanContext context, Scope scope, Select.@Nullable From from) {
        FromClause clause = new FromClause(context, scope);
        if (from != null) {
            clause.read(from, JoinKind.INNER);
        }
        return clause;
    }

    List<Joined> sources() {
        return sources;
    }

    /** The conditions of all inner joins, which are as good as written in WHERE. */
    List<Term> conditions() {
        return conditions;
    }

    private void read(Select.From from, JoinKind kind) {
        add(from.first(), kind);
        from.joins().forEach(this::join);
    }

    private void join(Select.Join join) {
        if (join.kind() == JoinKind.RIGHT || join.kind() == JoinKind.FULL) {
            throw unsupported(join.kind() + " JOIN");
        }
        int before = scope.sources().size();
        add(join.source(), join.kind());
        List<Term> on = new ArrayList<>(merged(join, before));
        if (join.on() != null) {
            Resolver resolver = context.resolver(scope, null);
            on.addAll(resolver.resolve(join.on()).conjuncts());
        }
        if (join.kind() == JoinKind.LEFT) {
            int last = sources.size() - 1;
            Joined added = sources.get(last);
            sources.set(last, new Joined(added.slot(), added.input(), true, true, on));
        } else {
            conditions.addAll(on);
        }
    }

    private void add(Select.Source source, JoinKind kind) {
        if (source instanceof Select.TableSource) {
            addTable((Select.TableSource) source, kind);
        } else if (source instanceof Select.SelectSource) {
            addQuery((Select.SelectSource) source, kind);
        } else if (source instanceof Select.FunctionSource) {
            String name = ((Select.FunctionSource) source).function();
            throw unsupported("the table-valued function " + name);
        } else {
            Select.JoinSource joins = (Select.JoinSource) source;
            boolean movable = kind != JoinKind.LEFT || joins.from().joins().isEmpty();
            if (!movable || joins.alias() != null) {
                throw unsupported(
                        "a parenthesised join " + (movable ? "with an alias" : "behind LEFT JOIN"));
            }
            read(joins.from(), kind);
        }
    }

    private void addTable(Select.TableSource source, JoinKind kind) {
        Table table = context.table(source.table(), source.at());
        int slot = context.numbering().nextSlot();
        String name = source.alias() == null ? table.name() : source.alias();
        scope.add(Scope.Source.of(table, name, slot));
        add(slot, new Step.TableInput(table), kind);
    }

    private void addQuery(Select.SelectSource source, JoinKind kind) {
        QueryPlan query = context.plan(source.select(), scope.outer());
        // What the inner query reads from further out, the query around it reads too.
        scope.outerSlots().addAll(query.outerSlots());
        int slot = context.numbering().nextSlot();
        List<Scope.Field> fields = new ArrayList<>();
        for (Query.Output output : query.outputs()) {
            Term term = output.term();
            fields.add(new Scope.Field(output.name(), term.affinity(), term.collation(), false));
        }
        scope.add(new Scope.Source(source.alias(), slot, fields, Scope.NO_ROWID, Set.of()));
        add(slot, new Step.QueryInput(query), kind);
    }

    private void add(int slot, Step.Input input, JoinKind kind) {
        sources.add(new Joined(slot, input, kind == JoinKind.CROSS, false, List.of()));
    }

    /** The equalities of NATURAL or USING between the last source and those before it. */
    private List<Term> merged(Select.Join join, int before) {
        if (!join.natural() && join.using().isEmpty()) {
            return List.of();
        }
        if (scope.sources().size() != before + 1) {
            throw unsupported("NATURAL or USING with a parenthesised join");
        }
        Scope.Source right = scope.sources().remove(before);
        List<String> names = join.natural() ? shared(right) : join.using();
        List<Term> equalities = new ArrayList<>();
        Set<String> folded = new HashSet<>();
        for (String name : names) {
            int position = right.indexOf(name);
            if (position < 0) {
                throw Incorrect.at(
                        ErrorCode.UNKNOWN_COLUMN, "no column " + name + " for USING", "", name);
            }
            Term left = context.resolver(scope, null).resolve(named(name));
            equalities.add(Comparison.of(Comparison.Operator.EQUAL, left, right.column(position)));
            folded.add(Names.fold(name));
        }
        scope.add(right.merging(folded));
        return equalities;
    }

    private List<String> shared(Scope.Source right) {
        List<String> names = new ArrayList<>();
        for (Scope.Field field : right.fields()) {
            boolean known = scope.sources().stream().anyMatch(left -> left.shows(field.name()));
            if (known && !field.hidden()) {
                names.add(field.name());
            }
        }
        return names;
    }

    private static Expression named(String name) {
        return new Expression.Column(null, name, new Position(1, 1));
    }

    private static Incorrect unsupported(String what) {
        return new Incorrect(ErrorCode.UNSUPPORTED, what + " is not supported");
    }
}
