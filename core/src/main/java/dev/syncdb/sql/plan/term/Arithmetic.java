package dev.syncdb.sql.plan.term;

import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import java.util.List;

/**
 * The operators on numbers. Integers that leave 64 bits become reals; division by zero is NULL.
 *
 * @see <a href="https://www.sqlite.org/lang_expr.html">SQLite</a>
 */
record Arithmetic(Operator operator, Term left, Term right) implements Term {
    enum Operator {
        ADD,
        SUBTRACT,
        MULTIPLY,
        DIVIDE,
        REMAINDER,
        BIT_AND,
        BIT_OR,
        SHIFT_LEFT,
        SHIFT_RIGHT
    }

    @Override
    public Value value(Frame frame) {
        Value a = left.value(frame);
        Value b = right.value(frame);
        if (a.isNull() || b.isNull()) {
            return Value.NULL;
        }
        return switch (operator) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE ->
                compute(Conversions.toNumber(a), Conversions.toNumber(b));
            case REMAINDER -> remainder(a, b);
            case BIT_AND -> Value.of(Conversions.toLong(a) & Conversions.toLong(b));
            case BIT_OR -> Value.of(Conversions.toLong(a) | Conversions.toLong(b));
            case SHIFT_LEFT -> Value.of(shifted(Conversions.toLong(a), Conversions.toLong(b)));
            case SHIFT_RIGHT ->
                Value.of(shifted(Conversions.toLong(a), negated(Conversions.toLong(b))));
        };
    }

    @Override
    public List<Term> operands() {
        return List.of(left, right);
    }

    private Value compute(Value a, Value b) {
        if (a.type() != ValueType.INTEGER || b.type() != ValueType.INTEGER) {
            return ofReals(a.asDouble(), b.asDouble());
        }
        long x = a.asLong();
        long y = b.asLong();
        try {
            return switch (operator) {
                case ADD -> Value.of(Math.addExact(x, y));
                case SUBTRACT -> Value.of(Math.subtractExact(x, y));
                case MULTIPLY -> Value.of(Math.multiplyExact(x, y));
                default -> quotient(x, y);
            };
        } catch (ArithmeticException overflow) {
            return ofReals((double) x, (double) y);
        }
    }

    private static Value quotient(long x, long y) {
        if (y == 0) {
            return Value.NULL;
        }
        // The one quotient of two integers that does not fit 64 bits.
        return x == Long.MIN_VALUE && y == -1 ? Value.of(0x1p63) : Value.of(x / y);
    }

    private Value ofReals(double x, double y) {
        return switch (operator) {
            case ADD -> Value.of(x + y);
            case SUBTRACT -> Value.of(x - y);
            case MULTIPLY -> Value.of(x * y);
            default -> y == 0 ? Value.NULL : Value.of(x / y);
        };
    }

    /** Of integers; a text counts as far as it is one. */
    private static Value remainder(Value a, Value b) {
        long divisor = Conversions.toLong(b);
        if (divisor == 0) {
            return Value.NULL;
        }
        long rest = Conversions.toLong(a) % divisor;
        boolean integers = Conversions.toNumber(a).type() == ValueType.INTEGER
                && Conversions.toNumber(b).type() == ValueType.INTEGER;
        return integers ? Value.of(rest) : Value.of((double) rest);
    }

    private static long negated(long places) {
        return places == Long.MIN_VALUE ? Long.MAX_VALUE : -places;
    }

    /** Shifts to the left, or by a negative number to the right, where the sign fills up. */
    private static long shifted(long bits, long places) {
        if (places >= Long.SIZE) {
            return 0;
        }
        if (places <= -Long.SIZE) {
            return bits < 0 ? -1 : 0;
        }
        return places >= 0 ? bits << places : bits >> -places;
    }
}
