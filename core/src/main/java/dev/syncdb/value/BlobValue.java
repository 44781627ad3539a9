package dev.syncdb.value;

/** A run of bytes without meaning to SQL. */
public record BlobValue(Bytes value) implements Value {
    @Override
    public ValueType type() {
        return ValueType.BLOB;
    }

    @Override
    public Bytes asBytes() {
        return value;
    }

    @Override
    public String toSql() {
        return "x'" + value.hex() + "'";
    }
}
