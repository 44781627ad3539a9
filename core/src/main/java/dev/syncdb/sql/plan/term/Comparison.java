package dev.syncdb.sql.plan.term;

import dev.syncdb.value.Affinity;
import dev.syncdb.value.Collation;
import dev.syncdb.value.NumericText;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/**
 * Two values in SQLite's order.
 *
 * @param conversion affinity that both sides get before they are compared; null to leave them
 * @param ordering how texts compare
 * @see <a href="https://www.sqlite.org/datatype3.html#comparison_expressions">SQLite</a>
 */
public record Comparison(
        Operator operator, Term left, Term right, @Nullable Affinity conversion, Collation ordering)
        implements Term {
    /** What is asked of the order of two values. */
    public enum Operator {
        EQUAL,
        NOT_EQUAL,
        LESS,
        LESS_EQUAL,
        GREATER,
        GREATER_EQUAL,
        /** Equality to which NULL is a value. */
        IS,
        IS_NOT;

        boolean accepts(int order) {
            return switch (this) {
                case EQUAL, IS -> order == 0;
                case NOT_EQUAL, IS_NOT -> order != 0;
                case LESS -> order < 0;
                case LESS_EQUAL -> order <= 0;
                case GREATER -> order > 0;
                case GREATER_EQUAL -> order >= 0;
            };
        }

        /** The operator that says the same with its sides exchanged. */
        public Operator flipped() {
            return switch (this) {
                case LESS -> GREATER;
                case LESS_EQUAL -> GREATER_EQUAL;
                case GREATER -> LESS;
                case GREATER_EQUAL -> LESS_EQUAL;
                case EQUAL, NOT_EQUAL, IS, IS_NOT -> this;
            };
        }
    }

    /** The comparison of two terms under the affinity and collation that they bring along. */
    public static Comparison of(Operator operator, Term left, Term right) {
        return new Comparison(
                operator, left, right, affinityOf(left, right), collationOf(left, right));
    }

    /** What converts the sides of a comparison; null for nothing. */
    static @Nullable Affinity affinityOf(Term left, Term right) {
        Affinity a = left.affinity();
        Affinity b = right.affinity();
        if (isNumeric(a) || isNumeric(b)) {
            return Affinity.NUMERIC;
        }
        boolean text = a == Affinity.TEXT || b == Affinity.TEXT;
        boolean oneHasNone = a == null || b == null;
        return text && oneHasNone ? Affinity.TEXT : null;
    }

    private static Collation collationOf(Term left, Term right) {
        Collation first = left.forcedCollation();
        Collation second = right.forcedCollation();
        Collation third = left.collation();
        Collation fourth = right.collation();
        Collation forced = first != null ? first : second;
        Collation own = third != null ? third : fourth;
        return forced != null ? forced : Objects.requireNonNullElse(own, Collation.BINARY);
    }

    /**
     * True if a column of affinity {@code stored} holds its values as this comparison wants them.
     */
    public boolean keeps(@Nullable Affinity stored) {
        if (conversion == null) {
            return true;
        }
        return conversion == Affinity.TEXT ? stored == conversion : isNumeric(stored);
    }

    /** {@code side} as it is compared. */
    public Term converted(Term side) {
        return conversion == null ? side : new Converted(side, conversion);
    }

    static Value convert(Value value, @Nullable Affinity affinity) {
        if (affinity == Affinity.NUMERIC && value.type() == ValueType.TEXT) {
            Value number = NumericText.whole(value.asText());
            return number.isNull() ? value : number;
        }
        return affinity == Affinity.TEXT ? affinity.apply(value) : value;
    }

    @Override
    public Value value(Frame frame) {
        Value a = left.value(frame);
        Value b = right.value(frame);
        if (a.isNull() || b.isNull()) {
            boolean alike = a.isNull() && b.isNull();
            return switch (operator) {
                case IS -> Truth.of(alike);
                case IS_NOT -> Truth.of(!alike);
                default -> Value.NULL;
            };
        }
        Value x = convert(a, conversion);
        Value y = convert(b, conversion);
        return Truth.of(operator.accepts(Value.compare(x, y, ordering)));
    }

    @Override
    public List<Term> operands() {
        return List.of(left, right);
    }

    static boolean isNumeric(@Nullable Affinity affinity) {
        return affinity == Affinity.INTEGER
                || affinity == Affinity.REAL
                || affinity == Affinity.NUMERIC;
    }
}
