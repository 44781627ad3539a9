package dev.syncdb.value;

/** The absent value. There is one, {@link Value#NULL}. */
public final class NullValue implements Value {
    NullValue() {}

    @Override
    public ValueType type() {
        return ValueType.NULL;
    }

    @Override
    public String toSql() {
        return "NULL";
    }

    @Override
    public boolean isNull() {
        return true;
    }

    @Override
    public String toString() {
        return "NULL";
    }
}
