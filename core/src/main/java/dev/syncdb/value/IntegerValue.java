package dev.syncdb.value;

/** A 64-bit integer. */
public record IntegerValue(long value) implements Value {
    @Override
    public ValueType type() {
        return ValueType.INTEGER;
    }

    @Override
    public long asLong() {
        return value;
    }

    @Override
    public double asDouble() {
        return value;
    }

    @Override
    public String toSql() {
        return Long.toString(value);
    }
}
