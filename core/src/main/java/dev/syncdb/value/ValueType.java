package dev.syncdb.value;

/**
 * The storage classes of <a href="https://www.sqlite.org/datatype3.html">SQLite</a>, in the order
 * they sort.
 */
public enum ValueType {
    NULL,
    INTEGER,
    REAL,
    TEXT,
    BLOB;

    /** The name as SQL's {@code typeof} gives it. */
    public String sqlName() {
        return switch (this) {
            case NULL -> "null";
            case INTEGER -> "integer";
            case REAL -> "real";
            case TEXT -> "text";
            case BLOB -> "blob";
        };
    }
}
