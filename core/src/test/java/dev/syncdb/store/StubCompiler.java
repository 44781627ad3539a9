package dev.syncdb.store;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.IndexColumn;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.SchemaChange;
import dev.syncdb.schema.SchemaCompiler;
import dev.syncdb.schema.Table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Knows the statements that a test has told it, and how to drop things. */
final class StubCompiler implements SchemaCompiler {
    private final Map<String, UnaryOperator<Schema>> statements = new HashMap<>();

    StubCompiler() {
        Table sequence = TableBuilder.table("sqlite_sequence")
                .column("name", "TEXT")
                .column("seq", "INTEGER")
                .build();
        statements.put(SequenceTable.SQL, schema -> schema.with(sequence));
    }

    /** Teaches {@code CREATE TABLE name}, which it returns. */
    String learn(Table table) {
        statements.put(table.sql(), schema -> schema.with(table));
        return table.sql();
    }

    /** Teaches {@code CREATE INDEX name}, which it returns. Negative positions descend. */
    String learnIndex(String name, String table, boolean unique, Integer... positions) {
        String sql = "CREATE INDEX " + name;
        statements.put(sql, schema -> {
            Table before = schema.table(table);
            List<IndexColumn> columns = TableBuilder.indexed(before.columns(), positions);
            Index index = new Index(name, table, columns, unique, sql);
            return schema.with(before.with(index));
        });
        return sql;
    }

    void learn(String sql, UnaryOperator<Schema> change) {
        statements.put(sql, change);
    }

    @Override
    public SchemaChange change(Schema before, String sql) {
        return SchemaChange.to(after(before, sql));
    }

    private Schema after(Schema before, String sql) {
        List<String> words = List.of(sql.split(" "));
        if (words.get(0).equals("DROP")) {
            return drop(before, words.get(1), words.get(2));
        }
        UnaryOperator<Schema> statement = statements.get(sql);
        if (statement == null) {
            throw new Incorrect(ErrorCode.SYNTAX, "unknown statement: " + sql);
        }
        return statement.apply(before);
    }

    private static Schema drop(Schema before, String kind, String name) {
        if (kind.equals("TABLE")) {
            before.table(name);
            return before.without(name);
        }
        Table table = before.table(before.findIndex(name).table());
        return before.with(table.withoutIndex(name));
    }
}
