package dev.syncdb.sql.plan.term;

import static dev.syncdb.sql.plan.term.Conversions.toDouble;
import static dev.syncdb.sql.plan.term.Conversions.toLong;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.sql.plan.term.Function.Determinism;
import dev.syncdb.value.NumericText;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.UUID;

/** Functions on numbers, and those that take chance as their number. */
final class NumberFunctions {
    /** SQLite rounds to no more. */
    private static final int ROUND_DIGITS_MAX = 30;

    /** From here on a real has no fraction. */
    private static final double REAL_WHOLE_MIN = 0x1p52;

    private static final int UUID_TIME_SHIFT = 16;
    private static final long UUID_VERSION_7 = 0x7000L;
    private static final long UUID_RANDOM_A_MASK = 0x0FFFL;
    private static final long UUID_RANDOM_B_MASK = 0x3FFF_FFFF_FFFF_FFFFL;
    private static final long UUID_VARIANT = 0x8000_0000_0000_0000L;

    static final List<Function> ALL = List.of(
            Function.strict("abs", 1, 1, NumberFunctions::abs),
            Function.strict("round", 1, 2, NumberFunctions::round),
            Function.strict("sign", 1, 1, NumberFunctions::sign),
            new Function(
                    "random",
                    0,
                    0,
                    true,
                    Determinism.NEVER,
                    (a, call, frame) -> Value.of(frame.random())),
            new Function("uuid7", 0, 0, true, Determinism.NEVER, (a, call, frame) -> uuid7(frame)));

    private NumberFunctions() {}

    private static Value abs(Value[] a) {
        if (a[0].type() != ValueType.INTEGER) {
            return Value.of(Math.abs(toDouble(a[0])));
        }
        long integer = a[0].asLong();
        if (integer == Long.MIN_VALUE) {
            throw new Incorrect(ErrorCode.OUT_OF_RANGE, "abs() of an integer left 64 bits");
        }
        return Value.of(Math.abs(integer));
    }

    private static Value round(Value[] a) {
        long digits = a.length == 1 ? 0 : toLong(a[1]);
        double real = toDouble(a[0]);
        if (Math.abs(real) >= REAL_WHOLE_MIN) {
            return Value.of(real);
        }
        int places = (int) Math.max(0, Math.min(ROUND_DIGITS_MAX, digits));
        BigDecimal rounded = new BigDecimal(real).setScale(places, RoundingMode.HALF_UP);
        return Value.of(rounded.doubleValue());
    }

    private static Value sign(Value[] a) {
        Value number = a[0];
        if (number.type() == ValueType.TEXT) {
            number = NumericText.whole(number.asText());
        }
        return switch (number.type()) {
            case INTEGER -> Value.of(Long.signum(number.asLong()));
            case REAL -> Value.of((long) Math.signum(number.asDouble()));
            case NULL, TEXT, BLOB -> Value.NULL;
        };
    }

    /**
     * A UUID of version 7: 48 bits of milliseconds, then chance.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-7">RFC 9562</a>
     */
    private static Value uuid7(Frame frame) {
        long random = frame.random() & UUID_RANDOM_A_MASK;
        long high = (frame.wallMillis() << UUID_TIME_SHIFT) | UUID_VERSION_7 | random;
        long low = (frame.random() & UUID_RANDOM_B_MASK) | UUID_VARIANT;
        return Value.of(new UUID(high, low).toString());
    }
}
