package dev.syncdb.value;

/**
 * The type that a column prefers, and the conversion it applies to what is written to it.
 *
 * @see <a href="https://www.sqlite.org/datatype3.html#determination_of_column_affinity">SQLite</a>
 */
public enum Affinity {
    INTEGER,
    TEXT,
    BLOB,
    REAL,
    NUMERIC;

    private static final double INTEGER_REAL_MAX = 0x1p63;

    /** The affinity of a declared type by SQLite's five rules, in their order. */
    public static Affinity ofDeclaredType(String declared) {
        String type = Collation.NOCASE.fold(declared);
        if (type.contains("int")) {
            return INTEGER;
        }
        if (type.contains("char") || type.contains("clob") || type.contains("text")) {
            return TEXT;
        }
        if (type.isEmpty() || type.contains("blob")) {
            return BLOB;
        }
        if (type.contains("real") || type.contains("floa") || type.contains("doub")) {
            return REAL;
        }
        return NUMERIC;
    }

    /** What a column of this affinity stores when {@code value} is written to it. */
    public Value apply(Value value) {
        return switch (this) {
            case INTEGER, NUMERIC -> numeric(value);
            case REAL -> real(numeric(value));
            case TEXT -> text(value);
            case BLOB -> value;
        };
    }

    private static Value numeric(Value value) {
        if (value.type() == ValueType.TEXT) {
            Value number = NumericText.whole(value.asText());
            return number.isNull() ? value : integerIfExact(number);
        }
        return integerIfExact(value);
    }

    private static Value integerIfExact(Value value) {
        if (value.type() != ValueType.REAL) {
            return value;
        }
        double real = value.asDouble();
        // SQLite leaves both ends of the range real: there a real stands for its neighbours too.
        boolean inRange = real > -INTEGER_REAL_MAX && real < INTEGER_REAL_MAX;
        return inRange && real == Math.rint(real) ? Value.of((long) real) : value;
    }

    private static Value real(Value value) {
        return value.type() == ValueType.INTEGER ? Value.of((double) value.asLong()) : value;
    }

    private static Value text(Value value) {
        return switch (value.type()) {
            case INTEGER -> Value.of(Long.toString(value.asLong()));
            case REAL -> Value.of(RealText.of(value.asDouble()));
            case NULL, TEXT, BLOB -> value;
        };
    }
}
