package dev.syncdb.store;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Alteration;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.IndexColumn;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.SchemaChange;
import dev.syncdb.schema.SchemaCompiler;
import dev.syncdb.schema.Table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Knows the statements that a test has told it, and how to drop and alter things. */
final class StubCompiler implements SchemaCompiler {
    private final Map<String, UnaryOperator<Schema>> statements = new HashMap<>();
    private final Map<String, Function<Schema, Altered>> alterations = new HashMap<>();

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

    /** Teaches a statement that alters a table, which it returns. */
    String learnAlter(String sql, Function<Schema, Altered> change) {
        alterations.put(sql, change);
        return sql;
    }

    @Override
    public SchemaChange change(Schema before, String sql) {
        Function<Schema, Altered> alteration = alterations.get(sql);
        return alteration == null
                ? SchemaChange.to(after(before, sql))
                : learned(before, alteration.apply(before), sql);
    }

    /** Puts a table in its place, whose statements and those of its indexes it learns. */
    private SchemaChange learned(Schema before, Altered altered, String sql) {
        Table table = learned(altered.table(), sql);
        Schema after = Schema.EMPTY;
        for (Table each : before.tables()) {
            if (Names.equal(each.name(), altered.before())) {
                after = after.with(table);
            } else {
                Table other = altered.other(each);
                after = after.with(other.equals(each) ? each : learned(other, sql));
            }
        }
        return new SchemaChange(
                after, new Alteration(altered.before(), table.name(), altered.sources()));
    }

    private Table learned(Table table, String sql) {
        String create = table.sql() + " | " + sql;
        Table bare = Altered.of(table, table.name(), List.of(), table.sql()).table();
        List<Index> indexes = new ArrayList<>();
        for (Index index : table.indexes()) {
            String name = index.sql() == null ? null : index.sql() + " | " + sql;
            Index known =
                    new Index(index.name(), table.name(), index.columns(), index.unique(), name);
            indexes.add(known);
            if (name != null) {
                statements.put(
                        name, schema -> schema.with(schema.table(table.name()).with(known)));
            }
        }
        Table whole = Altered.of(bare, table.name(), indexes, create).table();
        List<Index> constraints =
                indexes.stream().filter(index -> index.sql() == null).toList();
        Table created = Altered.of(bare, table.name(), constraints, create).table();
        statements.put(create, schema -> schema.with(created));
        return whole;
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
