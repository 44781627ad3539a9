package dev.syncdb.sql.plan.term;

import dev.syncdb.value.Affinity;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.NumericText;
import dev.syncdb.value.RealText;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import java.nio.charset.StandardCharsets;

/**
 * How operators and CAST turn a value of one type into one of another. Pure.
 *
 * @see <a href="https://www.sqlite.org/lang_expr.html#castexpr">SQLite</a>
 */
final class Conversions {
    private static final double INTEGER_REAL_MAX = 0x1p63;

    private Conversions() {}

    /** The text of a value that is not NULL; bytes count as UTF-8. */
    static String toText(Value value) {
        return switch (value.type()) {
            case NULL -> "";
            case INTEGER -> Long.toString(value.asLong());
            case REAL -> RealText.of(value.asDouble());
            case TEXT -> value.asText();
            case BLOB -> new String(value.asBytes().toArray(), StandardCharsets.UTF_8);
        };
    }

    /** The bytes of a value that is not NULL: a blob itself, else the UTF-8 of its text. */
    static Bytes toBytes(Value value) {
        return value.type() == ValueType.BLOB
                ? value.asBytes()
                : Bytes.owned(toText(value).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * An integer or real: a number as it is, a text by its longest numeric prefix. NULL stays NULL.
     */
    static Value toNumber(Value value) {
        return switch (value.type()) {
            case NULL, INTEGER, REAL -> value;
            case TEXT, BLOB -> NumericText.prefix(toText(value));
        };
    }

    /** The number as a real; 0 for NULL. */
    static double toDouble(Value value) {
        return value.isNull() ? 0 : toNumber(value).asDouble();
    }

    /** The number without its fraction, clamped to 64 bits; 0 for NULL. */
    static long toLong(Value value) {
        return switch (value.type()) {
            case NULL -> 0;
            case INTEGER -> value.asLong();
            case REAL -> (long) value.asDouble();
            case TEXT, BLOB -> NumericText.integerPrefix(toText(value));
        };
    }

    /** CAST to a type of that affinity. */
    static Value cast(Value value, Affinity affinity) {
        if (value.isNull()) {
            return value;
        }
        return switch (affinity) {
            case TEXT -> value.type() == ValueType.TEXT ? value : Value.of(toText(value));
            case BLOB -> value.type() == ValueType.BLOB ? value : Value.of(toBytes(value));
            case INTEGER -> value.type() == ValueType.INTEGER ? value : Value.of(toLong(value));
            case REAL -> value.type() == ValueType.REAL ? value : Value.of(toDouble(value));
            case NUMERIC -> numeric(value);
        };
    }

    private static Value numeric(Value value) {
        if (value.type() == ValueType.INTEGER || value.type() == ValueType.REAL) {
            return value;
        }
        Value number = toNumber(value);
        return number.type() == ValueType.REAL && isWhole(number.asDouble())
                ? Value.of((long) number.asDouble())
                : number;
    }

    private static boolean isWhole(double real) {
        boolean inRange = real >= -INTEGER_REAL_MAX && real < INTEGER_REAL_MAX;
        return inRange && real == Math.rint(real);
    }
}
