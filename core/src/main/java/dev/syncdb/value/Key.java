package dev.syncdb.value;

import java.util.List;

/**
 * The primary key of a row, in the one form that all equal keys share: a real that is a whole
 * number is an integer, and a text is folded by the collation of its column. So {@code equals} says
 * whether two rows have the same key.
 */
public record Key(Row values) implements Comparable<Key> {
    private static final double INTEGER_REAL_MAX = 0x1p63;

    /** The key that these cells form under the collations of their columns. */
    public static Key of(Row cells, List<Collation> collations) {
        Value[] values = new Value[cells.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = normal(cells.at(i), collations.get(i));
        }
        return new Key(Row.owned(values));
    }

    /** The key of a table whose key is one integer. */
    public static Key of(long integer) {
        return new Key(Row.of(Value.of(integer)));
    }

    /** The key of a table whose key is one text of BINARY collation. */
    public static Key of(String text) {
        return new Key(Row.of(Value.of(text)));
    }

    @Override
    public int compareTo(Key other) {
        int shared = Math.min(values.size(), other.values.size());
        for (int i = 0; i < shared; i++) {
            int order = Value.compare(values.at(i), other.values.at(i), Collation.BINARY);
            if (order != 0) {
                return order;
            }
        }
        return values.size() - other.values.size();
    }

    @Override
    public String toString() {
        return values.toString();
    }

    private static Value normal(Value value, Collation collation) {
        if (value.type() == ValueType.TEXT) {
            return collation == Collation.BINARY ? value : Value.of(collation.fold(value.asText()));
        }
        if (value.type() != ValueType.REAL) {
            return value;
        }
        double real = value.asDouble();
        boolean whole = real == Math.rint(real);
        boolean fits = real >= -INTEGER_REAL_MAX && real < INTEGER_REAL_MAX;
        return whole && fits ? Value.of((long) real) : value;
    }
}
