package dev.syncdb.sql.plan.term;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Names;
import dev.syncdb.sql.syntax.Expression;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Resolves the calls of functions. Belongs to a {@link Resolver}. */
final class Calls {
    private final Resolver resolver;
    private final @Nullable Aggregates aggregates;

    Calls(Resolver resolver, @Nullable Aggregates aggregates) {
        this.resolver = resolver;
        this.aggregates = aggregates;
    }

    Term resolve(Expression.Function call) {
        String name = Names.fold(call.name());
        int count = call.arguments().size();
        Aggregates.Kind kind = Aggregates.Kind.of(name);
        boolean scalar = count > 1 && (name.equals("min") || name.equals("max"));
        if (kind != null && !scalar) {
            return aggregate(kind, call);
        }
        if (call.distinct() || call.star() || call.filter() != null) {
            throw failure(ErrorCode.SYNTAX, call, call.name() + "() is no aggregate function");
        }
        List<Term> arguments = resolver.all(call.arguments());
        Term special = special(name, arguments);
        return special != null ? special : plain(name, call, arguments);
    }

    /** The term of an alias, unless it aggregates where that may not be. */
    Term checked(Scope.Alias alias, Expression.Column name) {
        if (alias.aggregated() && aggregates == null) {
            throw new Incorrect(
                    ErrorCode.SYNTAX,
                    name.at() + ": the aggregate " + name.name() + " cannot stand here");
        }
        return alias.term();
    }

    Term now(Expression.Now now) {
        String name =
                switch (now) {
                    case CURRENT_DATE -> "date";
                    case CURRENT_TIME -> "time";
                    case CURRENT_TIMESTAMP -> "datetime";
                };
        return new Function.Call(Functions.named(name).get(0), List.of());
    }

    private Term aggregate(Aggregates.Kind kind, Expression.Function call) {
        if (aggregates == null) {
            throw failure(
                    ErrorCode.SYNTAX,
                    call,
                    "the aggregate " + call.name() + "() cannot stand here");
        }
        int count = call.arguments().size();
        boolean fits = count == 1
                || (kind == Aggregates.Kind.COUNT && count == 0)
                || (kind == Aggregates.Kind.GROUP_CONCAT && count == 2);
        if (!fits || (call.distinct() && count != 1)) {
            throw failure(ErrorCode.UNKNOWN_FUNCTION, call, wrongCount(call));
        }
        Resolver inner = resolver.withoutAggregates();
        List<Term> arguments = inner.all(call.arguments());
        Term filter = call.filter() == null ? null : inner.resolve(call.filter());
        return aggregates.add(new Aggregates.Call(kind, arguments, call.distinct(), filter));
    }

    /** The functions that must not evaluate all of their arguments. */
    private static @Nullable Term special(String name, List<Term> arguments) {
        int count = arguments.size();
        if ((name.equals("coalesce") && count >= 2) || (name.equals("ifnull") && count == 2)) {
            return new Function.Coalesce(arguments);
        }
        if ((name.equals("iif") || name.equals("if")) && (count == 2 || count == 3)) {
            Term otherwise = count == 3 ? arguments.get(2) : new Constant(Value.NULL);
            return new Operators.Case(arguments.subList(0, 1), arguments.subList(1, 2), otherwise);
        }
        return null;
    }

    private static Term plain(String name, Expression.Function call, List<Term> arguments) {
        Function function = Functions.find(name, arguments.size());
        if (function != null) {
            return new Function.Call(function, arguments);
        }
        boolean known = !Functions.named(name).isEmpty();
        String message = known ? wrongCount(call) : "no function " + call.name();
        throw failure(ErrorCode.UNKNOWN_FUNCTION, call, message);
    }

    private static String wrongCount(Expression.Function call) {
        return call.name() + "() does not take " + call.arguments().size() + " arguments";
    }

    private static Incorrect failure(ErrorCode code, Expression.Function call, String message) {
        return new Incorrect(code, call.at() + ": " + message);
    }
}
