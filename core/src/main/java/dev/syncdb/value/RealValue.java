package dev.syncdb.value;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;

/** A 64-bit IEEE 754 number that is not NaN. Make it through {@link Value#of(double)}. */
public record RealValue(double value) implements Value {
    public RealValue {
        if (Double.isNaN(value)) {
            throw new Incorrect(ErrorCode.OUT_OF_RANGE, "NaN is NULL in SQL, not a number");
        }
    }

    @Override
    public ValueType type() {
        return ValueType.REAL;
    }

    @Override
    public double asDouble() {
        return value;
    }

    @Override
    public String toSql() {
        if (Double.isInfinite(value)) {
            return value > 0 ? "9e999" : "-9e999";
        }
        return Double.toString(value);
    }
}
