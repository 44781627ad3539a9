package dev.syncdb.sql.syntax;

import dev.syncdb.sql.syntax.Expression.BinaryOperator;
import dev.syncdb.sql.syntax.Expression.LikeOperator;
import dev.syncdb.sql.syntax.Expression.UnaryOperator;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Draws expressions and SELECTs of every kind that the parser can build. */
final class RandomExpressions {
    private static final Position HERE = new Position(1, 1);

    private static final String[] NAMES = {"a", "B c", "select", "ı", "\"", "é", "x'", "true", ""};
    private static final String[] TEXTS = {"", "'", "it's", "--", "line\nline", "/*", "漢", ";"};
    private static final long[] INTEGERS = {0, 1, -1, 42, Long.MAX_VALUE, Long.MIN_VALUE};
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final double[] REALS = {0.5, -0.0, 1e300, -1e-300, INFINITY, -INFINITY, 1e19, 3};

    private final Random random;

    RandomExpressions(Random random) {
        this.random = random;
    }

    /** An expression of at most {@code heightMax} levels above its leaves. */
    Expression expression(int heightMax) {
        if (heightMax == 0 || chance(8)) {
            return leaf();
        }
        Supplier<Expression> part = () -> expression(random.nextInt(heightMax));
        return switch (random.nextInt(14)) {
            case 0 -> new Expression.Unary(pick(UnaryOperator.values()), part.get());
            case 1 -> new Expression.IsNull(part.get(), chance(2));
            case 2 -> new Expression.Between(part.get(), part.get(), part.get(), chance(2));
            case 3 -> new Expression.InList(part.get(), list(0, part), chance(2));
            case 4 -> new Expression.InSelect(part.get(), select(heightMax - 1), chance(2));
            case 5 -> like(part);
            case 6 -> caseOf(part);
            case 7 ->
                new Expression.Cast(
                        part.get(), new TypeName(List.of("DECIMAL"), List.of("5", "2")));
            case 8 -> function(part);
            case 9 -> new Expression.Collate(part.get(), pick(NAMES), HERE);
            case 10 -> new Expression.Exists(select(heightMax - 1));
            case 11 -> new Expression.Subquery(select(heightMax - 1));
            default -> binary(part);
        };
    }

    private Expression leaf() {
        return switch (random.nextInt(9)) {
            case 0 -> new Expression.NullLiteral();
            case 1 -> new Expression.BooleanLiteral(chance(2));
            case 2 -> new Expression.IntegerLiteral(INTEGERS[random.nextInt(INTEGERS.length)]);
            case 3 -> new Expression.RealLiteral(REALS[random.nextInt(REALS.length)]);
            case 4 -> new Expression.TextLiteral(pick(TEXTS));
            case 5 -> new Expression.BlobLiteral(chance(2) ? "" : "00FFA1");
            case 6 -> new Expression.Parameter(1 + random.nextInt(9), null, HERE);
            case 7 -> pick(Expression.Now.values());
            default -> new Expression.Column(chance(2) ? null : pick(NAMES), pick(NAMES), HERE);
        };
    }

    private Expression binary(Supplier<Expression> part) {
        BinaryOperator operator = pick(BinaryOperator.values());
        Expression right = part.get();
        boolean is = operator == BinaryOperator.IS || operator == BinaryOperator.IS_NOT;
        if (is && right instanceof Expression.NullLiteral) {
            return new Expression.IsNull(part.get(), operator == BinaryOperator.IS_NOT);
        }
        return new Expression.Binary(operator, part.get(), right);
    }

    private Expression like(Supplier<Expression> part) {
        @Nullable Expression escape = chance(2) ? null : part.get();
        return new Expression.Like(
                pick(LikeOperator.values()), part.get(), part.get(), escape, chance(2));
    }

    private Expression caseOf(Supplier<Expression> part) {
        List<Expression.When> branches = new ArrayList<>();
        do {
            branches.add(new Expression.When(part.get(), part.get()));
        } while (chance(2));
        return new Expression.Case(
                chance(2) ? null : part.get(), branches, chance(2) ? null : part.get());
    }

    private Expression function(Supplier<Expression> part) {
        boolean star = chance(4);
        boolean distinct = !star && chance(3);
        List<Expression> arguments = star ? List.of() : list(distinct ? 1 : 0, part);
        @Nullable Expression filter = chance(4) ? part.get() : null;
        return new Expression.Function(pick(NAMES), arguments, distinct, star, filter, HERE);
    }

    private Select select(int heightMax) {
        Supplier<Expression> part = () -> expression(heightMax);
        Select select = core(part);
        if (chance(4)) {
            Select.CompoundOperator operator = pick(Select.CompoundOperator.values());
            select = new Select.Compound(select, List.of(new Select.Part(operator, core(part))));
        }
        if (chance(3)) {
            Select.Ordering ordering = new Select.Ordering(
                    part.get(), chance(2), chance(2) ? null : pick(Select.Nulls.values()));
            @Nullable Expression limit = chance(2) ? null : part.get();
            @Nullable Expression offset = limit == null || chance(2) ? null : part.get();
            select = new Select.Ordered(select, List.of(ordering), limit, offset);
        }
        return select;
    }

    private Select core(Supplier<Expression> part) {
        if (chance(4)) {
            return new Select.Values(List.of(list(1, part), list(1, part)));
        }
        Expression expression = part.get();
        Select.Result value = new Select.Value(
                expression, chance(2) ? null : pick(NAMES), ExpressionText.shortest(expression));
        return new Select.Core(
                chance(2),
                List.of(value, new Select.Star(null, HERE)),
                new Select.From(new Select.TableSource("t", null, HERE), List.of()),
                chance(2) ? null : part.get(),
                chance(2) ? List.of() : list(1, part),
                chance(2) ? null : part.get());
    }

    private List<Expression> list(int min, Supplier<Expression> part) {
        List<Expression> items = new ArrayList<>();
        for (int i = random.nextInt(3) + min; i > 0; i--) {
            items.add(part.get());
        }
        return items;
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private <T> T pick(T[] all) {
        return all[random.nextInt(all.length)];
    }
}
