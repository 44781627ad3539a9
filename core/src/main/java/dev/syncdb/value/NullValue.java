package dev.syncdb.value;

/** The absent value. Reach it as {@link Value#NULL}. */
public enum NullValue implements Value {
    /** The only one. */
    INSTANCE;

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
}
