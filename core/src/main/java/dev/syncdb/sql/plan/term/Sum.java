package dev.syncdb.sql.plan.term;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.sql.plan.term.Aggregates.Accumulator;
import dev.syncdb.sql.plan.term.Aggregates.Kind;
import dev.syncdb.value.NumericText;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

/**
 * sum, total and avg: exact while all values are integers that add up within 64 bits, else reals
 * with Neumaier's running compensation of what rounding lost.
 *
 * @see <a href="https://www.sqlite.org/lang_aggfunc.html">SQLite</a>
 */
final class Sum implements Accumulator {
    /** Beyond this an integer may have no exact real, and is added in two parts that have. */
    private static final long INTEGER_EXACT_MAX = 1L << 52;

    private static final long PART_SIZE = 1 << 14;

    private final Kind kind;
    private long count;
    private long integers;
    private boolean approximate;
    private boolean overflowed;
    private double reals;
    private double lost;

    Sum(Kind kind) {
        this.kind = kind;
    }

    @Override
    public boolean add(Value[] arguments) {
        Value value = arguments[0];
        if (value.isNull()) {
            return false;
        }
        count++;
        Value number = number(value);
        if (number.type() == ValueType.INTEGER) {
            addInteger(number.asLong());
        } else {
            approximate();
            overflowed = false;
            addReal(number.asDouble());
        }
        return false;
    }

    @Override
    public Value result() {
        return switch (kind) {
            case SUM -> sum();
            case AVG -> count == 0 ? Value.NULL : Value.of(real() / count);
            default -> Value.of(real());
        };
    }

    /** A text that is no number as a whole counts as a real, by its prefix. */
    private static Value number(Value value) {
        if (value.type() != ValueType.TEXT) {
            return value.type() == ValueType.BLOB ? Value.of(Conversions.toDouble(value)) : value;
        }
        Value whole = NumericText.whole(value.asText());
        return whole.isNull() ? Value.of(Conversions.toDouble(value)) : whole;
    }

    private Value sum() {
        if (count == 0) {
            return Value.NULL;
        }
        if (!approximate) {
            return Value.of(integers);
        }
        if (overflowed) {
            throw new Incorrect(ErrorCode.OUT_OF_RANGE, "sum() of integers left 64 bits");
        }
        return Value.of(real());
    }

    private double real() {
        if (!approximate) {
            return integers;
        }
        boolean finite = !Double.isInfinite(lost) && !Double.isNaN(lost);
        return finite ? reals + lost : reals;
    }

    private void addInteger(long value) {
        if (!approximate) {
            long sum = integers + value;
            boolean fits = ((integers ^ sum) & (value ^ sum)) >= 0;
            if (fits) {
                integers = sum;
                return;
            }
            overflowed = true;
            approximate();
        }
        addParts(value);
    }

    private void approximate() {
        if (!approximate) {
            approximate = true;
            addParts(integers);
        }
    }

    private void addParts(long value) {
        if (value > -INTEGER_EXACT_MAX && value < INTEGER_EXACT_MAX) {
            addReal((double) value);
            return;
        }
        long small = value % PART_SIZE;
        addReal((double) (value - small));
        addReal((double) small);
    }

    private void addReal(double value) {
        double sum = reals + value;
        lost += Math.abs(reals) > Math.abs(value) ? (reals - sum) + value : (value - sum) + reals;
        reals = sum;
    }
}
