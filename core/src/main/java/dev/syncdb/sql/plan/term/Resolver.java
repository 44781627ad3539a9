package dev.syncdb.sql.plan.term;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.error.Incorrect;
import dev.syncdb.sql.syntax.Expression;
import dev.syncdb.sql.syntax.Expression.BinaryOperator;
import dev.syncdb.sql.syntax.Position;
import dev.syncdb.sql.syntax.Select;
import dev.syncdb.value.Affinity;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Turns expressions into terms: finds what their names stand for. Lives while a statement is
 * planned; one thread.
 */
public final class Resolver {
    private final Scope scope;
    private final Numbering numbering;
    private final Subplanner subplanner;
    private final Calls calls;

    /** Plans the queries inside expressions. */
    public interface Subplanner {
        Query plan(Select select, Scope scope);
    }

    /** @param aggregates where aggregate calls are collected, or null where there may be none */
    public Resolver(
            Scope scope,
            Numbering numbering,
            Subplanner subplanner,
            @Nullable Aggregates aggregates) {
        this.scope = scope;
        this.numbering = numbering;
        this.subplanner = subplanner;
        this.calls = new Calls(this, aggregates);
    }

    /** This resolver for where aggregate calls may not stand. */
    Resolver withoutAggregates() {
        return new Resolver(scope, numbering, subplanner, null);
    }

    public Term resolve(Expression expression) {
        Term literal = literal(expression);
        if (literal != null) {
            return literal;
        }
        if (expression instanceof Expression.Column column) {
            return column(column);
        }
        if (expression instanceof Expression.Parameter parameter) {
            numbering.parameter(parameter.index(), parameter.name());
            return new Operators.Parameter(parameter.index());
        }
        if (expression instanceof Expression.Function function) {
            return calls.resolve(function);
        }
        if (expression instanceof Expression.Now now) {
            return calls.now(now);
        }
        if (expression instanceof Expression.Binary binary) {
            return binary(binary);
        }
        if (expression instanceof Expression.Unary unary) {
            return unary(unary);
        }
        Term test = test(expression);
        return test != null ? test : composed(expression);
    }

    List<Term> all(List<Expression> expressions) {
        List<Term> terms = new ArrayList<>(expressions.size());
        expressions.forEach(expression -> terms.add(resolve(expression)));
        return terms;
    }

    private static @Nullable Term literal(Expression expression) {
        Value value = null;
        if (expression instanceof Expression.NullLiteral) {
            value = Value.NULL;
        } else if (expression instanceof Expression.IntegerLiteral literal) {
            value = Value.of(literal.value());
        } else if (expression instanceof Expression.RealLiteral literal) {
            value = Value.of(literal.value());
        } else if (expression instanceof Expression.TextLiteral literal) {
            value = Value.of(literal.value());
        } else if (expression instanceof Expression.BooleanLiteral literal) {
            value = Truth.of(literal.value());
        } else if (expression instanceof Expression.BlobLiteral literal) {
            value = Value.of(Bytes.owned(literal.bytes()));
        }
        return value == null ? null : new Constant(value);
    }

    private Term column(Expression.Column name) {
        Column own = scope.own(name);
        if (own != null) {
            return own;
        }
        Scope.Alias alias = name.table() == null ? scope.aliased(name.name()) : null;
        if (alias != null) {
            return calls.checked(alias, name);
        }
        Term around = scope.around(name);
        if (around != null) {
            return around;
        }
        String full = name.table() == null ? name.name() : name.table() + "." + name.name();
        throw Incorrect.at(
                ErrorCode.UNKNOWN_COLUMN,
                name.at() + ": no column " + full,
                name.table() == null ? "" : name.table(),
                name.name());
    }

    private Term unary(Expression.Unary unary) {
        Term operand = resolve(unary.operand());
        return switch (unary.operator()) {
            case NOT -> new Logic.Not(operand);
            case NEGATE -> new Operators.Negate(operand);
            case PLUS -> new Operators.Plus(operand);
            case BIT_NOT -> new Operators.BitNot(operand);
        };
    }

    private Term binary(Expression.Binary binary) {
        BinaryOperator operator = binary.operator();
        boolean identity = operator == BinaryOperator.IS || operator == BinaryOperator.IS_NOT;
        if (identity && binary.right() instanceof Expression.BooleanLiteral truth) {
            boolean negated = operator == BinaryOperator.IS_NOT;
            return new Logic.IsTruth(resolve(binary.left()), truth.value(), negated);
        }
        Term left = resolve(binary.left());
        Term right = resolve(binary.right());
        return switch (operator) {
            case OR -> new Logic.Or(left, right);
            case AND -> new Logic.And(left, right);
            case CONCAT -> new Operators.Concat(left, right);
            case EQUAL, NOT_EQUAL, IS, IS_NOT, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL ->
                Comparison.of(Comparison.Operator.valueOf(operator.name()), left, right);
            case BIT_AND,
                    BIT_OR,
                    SHIFT_LEFT,
                    SHIFT_RIGHT,
                    ADD,
                    SUBTRACT,
                    MULTIPLY,
                    DIVIDE,
                    REMAINDER ->
                new Arithmetic(Arithmetic.Operator.valueOf(operator.name()), left, right);
            case ARROW, ARROW_VALUE ->
                throw new Incorrect(
                        ErrorCode.UNSUPPORTED,
                        "the operator " + operator.symbol() + " is not supported");
        };
    }

    private @Nullable Term test(Expression expression) {
        if (expression instanceof Expression.IsNull test) {
            Comparison.Operator operator =
                    test.negated() ? Comparison.Operator.IS_NOT : Comparison.Operator.IS;
            return Comparison.of(operator, resolve(test.operand()), new Constant(Value.NULL));
        }
        if (expression instanceof Expression.Between between) {
            Term operand = resolve(between.operand());
            Term low = resolve(between.low());
            Term high = resolve(between.high());
            Term inside = new Logic.And(
                    Comparison.of(Comparison.Operator.GREATER_EQUAL, operand, low),
                    Comparison.of(Comparison.Operator.LESS_EQUAL, operand, high));
            return negatedIf(between.negated(), inside);
        }
        if (expression instanceof Expression.InList in) {
            In.Items items = new In.Listed(all(in.items()));
            return negatedIf(in.negated(), In.of(resolve(in.operand()), items));
        }
        if (expression instanceof Expression.InSelect in) {
            In.Items items = new In.Selected(oneColumn(in.select()));
            return negatedIf(in.negated(), In.of(resolve(in.operand()), items));
        }
        if (expression instanceof Expression.Like like) {
            return negatedIf(like.negated(), like(like));
        }
        return null;
    }

    private Term composed(Expression expression) {
        if (expression instanceof Expression.Case choice) {
            return choice(choice);
        }
        if (expression instanceof Expression.Cast cast) {
            Affinity affinity = Affinity.ofDeclaredType(cast.type().text());
            return new Operators.Cast(resolve(cast.operand()), affinity);
        }
        if (expression instanceof Expression.Collate collate) {
            return collated(resolve(collate.operand()), collate);
        }
        if (expression instanceof Expression.Exists exists) {
            return new Subqueries.Exists(subplanner.plan(exists.select(), scope));
        }
        if (expression instanceof Expression.Subquery subquery) {
            return new Subqueries.Scalar(oneColumn(subquery.select()));
        }
        throw new Fault(ErrorCode.INTERNAL, "no such expression: " + expression.getClass());
    }

    /** The collation of that name. Fails with UNSUPPORTED. */
    public static Collation collation(String name, Position at) {
        for (Collation collation : Collation.values()) {
            if (collation.name().equals(name.toUpperCase(Locale.ROOT))) {
                return collation;
            }
        }
        throw new Incorrect(
                ErrorCode.UNSUPPORTED, at + ": the collation " + name + " is not supported");
    }

    /** {@code operand} under the collation that {@code collate} demands. */
    public static Term collated(Term operand, Expression.Collate collate) {
        return new Operators.Collate(operand, collation(collate.collation(), collate.at()));
    }

    private static Term negatedIf(boolean negated, Term term) {
        return negated ? new Logic.Not(term) : term;
    }

    private Term like(Expression.Like like) {
        boolean glob = like.operator() == Expression.LikeOperator.GLOB;
        if (!glob && like.operator() != Expression.LikeOperator.LIKE) {
            throw new Incorrect(ErrorCode.UNSUPPORTED, like.operator() + " is not supported");
        }
        Term escape = like.escape() == null ? null : resolve(like.escape());
        return new Like(glob, resolve(like.operand()), resolve(like.pattern()), escape);
    }

    private Term choice(Expression.Case choice) {
        Term base = choice.base() == null ? null : resolve(choice.base());
        List<Term> conditions = new ArrayList<>();
        List<Term> results = new ArrayList<>();
        for (Expression.When branch : choice.branches()) {
            Term condition = resolve(branch.condition());
            conditions.add(
                    base == null
                            ? condition
                            : Comparison.of(Comparison.Operator.EQUAL, base, condition));
            results.add(resolve(branch.result()));
        }
        Expression otherwise = choice.otherwise();
        Term last = otherwise == null ? new Constant(Value.NULL) : resolve(otherwise);
        return new Operators.Case(conditions, results, last);
    }

    private Query oneColumn(Select select) {
        Query query = subplanner.plan(select, scope);
        if (query.outputs().size() != 1) {
            throw new Incorrect(
                    ErrorCode.SYNTAX,
                    "a subquery gives " + query.outputs().size() + " columns where 1 is wanted");
        }
        return query;
    }
}
