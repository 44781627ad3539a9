package dev.syncdb.schema;

import dev.syncdb.value.Collation;

import java.util.ArrayList;
import java.util.List;

/** Tables put together by hand, for tests that have no SQL yet. */
public final class TestTables {
    private TestTables() {}

    /** A table whose first column is its key. */
    public static Table table(String name, Column... columns) {
        return table(name, List.of(0), columns);
    }

    static Table table(String name, List<Integer> key, Column... columns) {
        List<String> words = new ArrayList<>();
        for (Column column : columns) {
            words.add(column.name() + " " + column.type().text());
        }
        String sql = "CREATE TABLE " + name + "(" + String.join(", ", words) + ")";
        return new Table(
                name,
                List.of(columns),
                new PrimaryKey(key, false, false),
                List.of(),
                List.of(),
                List.of(),
                false,
                sql);
    }

    public static Column column(String name, String type) {
        return column(name, type, Collation.BINARY);
    }

    static Column column(String name, String type, Collation collation) {
        return new Column(name, DeclaredType.of(type), collation, false, null, null, false);
    }

    static Index index(String name, String table, String sql) {
        IndexColumn first = new IndexColumn(0, Collation.BINARY, false);
        return new Index(name, table, List.of(first), false, sql);
    }
}
