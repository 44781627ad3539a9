package dev.syncdb.sql.plan.term;

import dev.syncdb.value.Value;

/** True, false and unknown, which SQL keeps as 1, 0 and NULL. Pure. */
public final class Truth {
    static final Value TRUE = Value.of(1);
    static final Value FALSE = Value.of(0);

    private Truth() {}

    static Value of(boolean truth) {
        return truth ? TRUE : FALSE;
    }

    /** True if a condition of that value takes the row. */
    public static boolean holds(Value value) {
        return !value.isNull() && nonzero(value);
    }

    static boolean isFalse(Value value) {
        return !value.isNull() && !nonzero(value);
    }

    static Value not(Value value) {
        return value.isNull() ? Value.NULL : of(!nonzero(value));
    }

    private static boolean nonzero(Value value) {
        return switch (value.type()) {
            case NULL -> false;
            case INTEGER -> value.asLong() != 0;
            case REAL -> value.asDouble() != 0;
            case TEXT, BLOB -> Conversions.toDouble(value) != 0;
        };
    }
}
