package dev.syncdb.value;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;

/**
 * What one cell holds. Immutable, shared freely. {@code equals} is by type and content, so integer
 * 1 and real 1.0 are not equal although they compare as 0: a cell that goes from one to the other
 * has changed.
 */
public sealed interface Value permits NullValue, IntegerValue, RealValue, TextValue, BlobValue {
    /** The absent value. */
    // Only this line makes a NullValue, so no thread initialises the class before this interface.
    @SuppressWarnings("ClassInitializationDeadlock")
    Value NULL = new NullValue();

    ValueType type();

    /** The cell as a literal of SQL that reads back as the same value. */
    String toSql();

    default boolean isNull() {
        return false;
    }

    /** The integer. Fails with WRONG_TYPE on anything else. */
    default long asLong() {
        throw wrong("an integer");
    }

    /** The number, an integer widened. Fails with WRONG_TYPE on anything else. */
    default double asDouble() {
        throw wrong("a number");
    }

    /** The text. Fails with WRONG_TYPE on anything else. */
    default String asText() {
        throw wrong("text");
    }

    /** The blob. Fails with WRONG_TYPE on anything else. */
    default Bytes asBytes() {
        throw wrong("a blob");
    }

    /**
     * SQLite's total order: NULL, then numbers by value, then text by collation, then blobs.
     *
     * @return negative, zero or positive
     */
    static int compare(Value left, Value right, Collation collation) {
        ValueType leftType = left.type();
        ValueType rightType = right.type();
        if (leftType == ValueType.TEXT && rightType == ValueType.TEXT) {
            return collation.compare(left.asText(), right.asText());
        }
        if (isNumber(leftType) && isNumber(rightType)) {
            return compareNumbers(left, right);
        }
        if (leftType == ValueType.BLOB && rightType == ValueType.BLOB) {
            return left.asBytes().compareTo(right.asBytes());
        }
        return leftType.compareTo(rightType);
    }

    /** Integer cell. */
    static Value of(long value) {
        return new IntegerValue(value);
    }

    /** Real cell; NaN becomes NULL as in SQLite. */
    static Value of(double value) {
        return Double.isNaN(value) ? NULL : new RealValue(value);
    }

    /** Text cell. */
    static Value of(String value) {
        return new TextValue(value);
    }

    /** Blob cell. */
    static Value of(Bytes value) {
        return new BlobValue(value);
    }

    /** Boolean cell, which SQLite keeps as integer 1 or 0. */
    static Value of(boolean value) {
        return new IntegerValue(value ? 1 : 0);
    }

    private static boolean isNumber(ValueType type) {
        return type == ValueType.INTEGER || type == ValueType.REAL;
    }

    private static int compareNumbers(Value left, Value right) {
        boolean leftInteger = left.type() == ValueType.INTEGER;
        boolean rightInteger = right.type() == ValueType.INTEGER;
        if (leftInteger && rightInteger) {
            return Long.compare(left.asLong(), right.asLong());
        }
        if (leftInteger) {
            return compareExactly(left.asLong(), right.asDouble());
        }
        if (rightInteger) {
            return -compareExactly(right.asLong(), left.asDouble());
        }
        // -0.0 equals 0.0 in SQL, unlike in Double.compare.
        double a = left.asDouble();
        double b = right.asDouble();
        return a < b ? -1 : (a > b ? 1 : 0);
    }

    // A long above 2^53 has no exact double, so widening it first would call different numbers
    // equal.
    private static int compareExactly(long integer, double real) {
        if (real < -0x1p63) {
            return 1;
        }
        if (real >= 0x1p63) {
            return -1;
        }
        long whole = (long) real;
        if (integer != whole) {
            return integer < whole ? -1 : 1;
        }
        double fraction = real - whole;
        return fraction > 0 ? -1 : (fraction < 0 ? 1 : 0);
    }

    private Incorrect wrong(String expected) {
        return new Incorrect(
                ErrorCode.WRONG_TYPE,
                "expected " + expected + " but the value is " + type().sqlName());
    }
}
