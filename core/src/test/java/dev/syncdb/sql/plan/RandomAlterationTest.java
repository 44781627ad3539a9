package dev.syncdb.sql.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.Incorrect;
import dev.syncdb.oracle.Sqlite;
import dev.syncdb.schema.Alteration;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.SchemaChange;
import dev.syncdb.schema.Table;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/** Random tables, altered at random: SQLite must do and refuse the same. */
final class RandomAlterationTest {
    private static final int ROUNDS = 40;
    private static final int ALTERATIONS = 12;

    /** Words that a careless edit of a text would hit, and names that need quotes. */
    private static final List<String> NAMES = List.of(
            "a", "b", "text", "TYPEOF", "nocase", "k", "true", "a b", "q\"q", "check", "Ü", "t",
            "p");

    private static final List<String> TYPES =
            List.of("", "text", "INT", "ab k", "DECIMAL(5, 2)", "b", "TEXT -- a\n");

    private final SchemaDefinition definition = new SchemaDefinition();
    private Random random = new Random(0);

    @Test
    void sqliteMakesTheSameOfIt() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        random = new Random(seed);
        int done = 0;
        int refused = 0;
        for (int i = 0; i < ROUNDS; i++) {
            try (Sqlite sqlite = new Sqlite()) {
                Schema schema = tables(sqlite);
                for (int j = 0; j < ALTERATIONS; j++) {
                    String sql = alteration(schema);
                    Schema next = altered(schema, sql, sqlite, seed);
                    done += next == schema ? 0 : 1;
                    refused += next == schema ? 1 : 0;
                    schema = next;
                }
            }
        }
        assertTrue(done > ROUNDS, "most alterations go through: " + done);
        assertTrue(refused > ROUNDS, "and many do not: " + refused);
    }

    private Schema altered(Schema before, String sql, Sqlite sqlite, long seed) {
        String where = "seed " + seed + ": " + sql + " of " + before.script();
        boolean accepted = accepts(sqlite, sql);
        SchemaChange change;
        try {
            change = definition.change(before, sql);
        } catch (Incorrect refusal) {
            assertEquals("refused", accepted ? "accepted" : "refused", where + refusal);
            return before;
        }
        assertEquals("accepted", accepted ? "accepted" : "refused", where);
        Schema after = change.schema();
        assertEquals(
                new ArrayList<>(compiled(after.script()).tables()),
                new ArrayList<>(after.tables()),
                "the texts make the same tables: " + where);
        requireSources(before, change, where);
        for (Table table : after.tables()) {
            assertEquals(columns(sqlite, table), columns(table), where);
            assertEquals(references(sqlite, table), references(table), where);
            assertEquals(indexes(sqlite, table), indexes(table), where);
        }
        return after;
    }

    /** A column with a source is called as that, but for the one that a rename is about. */
    private static void requireSources(Schema before, SchemaChange change, String where) {
        Alteration alteration = change.alteration();
        Table old = before.table(alteration.before());
        Table now = change.schema().table(alteration.after());
        int renamed = 0;
        for (int i = 0; i < now.columns().size(); i++) {
            int source = alteration.sources().get(i);
            if (source != Alteration.NEW) {
                Column was = old.columns().get(source);
                Column is = now.columns().get(i);
                renamed += was.name().equals(is.name()) ? 0 : 1;
                assertEquals(was.type(), is.type(), where);
                assertEquals(was.hidden(), is.hidden(), where);
            }
        }
        assertTrue(renamed <= 1, where);
    }

    private Schema tables(Sqlite sqlite) {
        Schema schema = Schema.EMPTY;
        while (schema.script().size() < 5) {
            String sql = schema.tables().size() < 2 || random.nextInt(3) == 0
                    ? table()
                    : index(pick(new ArrayList<>(schema.tables())));
            try {
                Schema next = definition.apply(schema, sql);
                if (accepts(sqlite, sql)) {
                    schema = next;
                }
            } catch (Incorrect refused) {
                assertTrue(refused.code() != null, "not every random table is one");
            }
        }
        return schema;
    }

    private String table() {
        List<String> names = new ArrayList<>(NAMES);
        Collections.shuffle(names, random);
        List<String> columns = names.subList(0, 2 + random.nextInt(5));
        List<String> parts = new ArrayList<>();
        for (String column : columns) {
            parts.add(written(column) + " " + pick(TYPES) + rules(column, columns));
        }
        if (random.nextBoolean()) {
            parts.add(ofTable(columns));
        }
        return "CREATE TABLE " + written(pick(NAMES)) + "(" + String.join(" ,", parts) + ")";
    }

    private String rules(String column, List<String> columns) {
        String other = written(pick(columns));
        return switch (random.nextInt(12)) {
            case 0 -> " UNIQUE";
            case 1 -> " CONSTRAINT " + other + " CHECK(typeof(" + other + ")<>'" + column + "')";
            case 2 -> " COLLATE nocase NOT NULL DEFAULT " + other;
            case 3 -> " AS (" + other + ") VIRTUAL";
            case 4 -> " REFERENCES " + written(pick(NAMES)) + "(" + written(pick(NAMES)) + ")";
            case 5 -> " PRIMARY KEY";
            default -> "";
        };
    }

    private String ofTable(List<String> columns) {
        String first = written(pick(columns));
        String second = written(pick(columns));
        return switch (random.nextInt(4)) {
            case 0 -> "UNIQUE(" + first + " COLLATE nocase, " + second + ")";
            case 1 -> "CHECK(" + first + " IS NOT 'a'||" + second + ")";
            case 2 -> "FOREIGN KEY(" + first + ")REFERENCES " + written(pick(NAMES)) + " /* t */";
            default -> "CONSTRAINT \"a\"";
        };
    }

    private String index(Table table) {
        List<String> columns = table.columns().stream()
                .filter(column -> !column.hidden())
                .map(Column::name)
                .collect(Collectors.toList());
        return "CREATE INDEX i" + random.nextInt(1000) + " ON " + written(table.name()) + "("
                + written(pick(columns)) + " DESC," + written(pick(columns)) + " COLLATE nocase)";
    }

    private String alteration(Schema schema) {
        Table table = pick(new ArrayList<>(schema.tables()));
        String column = written(pick(table.columns()).name());
        if (column.equals("rowid")) {
            column = "gone";
        }
        String alter = "ALTER TABLE " + written(table.name());
        return switch (random.nextInt(4)) {
            case 0 -> alter + " RENAME TO " + written(pick(NAMES));
            case 1 -> alter + " RENAME COLUMN " + column + " TO " + written(pick(NAMES));
            case 2 -> {
                String name = pick(NAMES);
                // A comment at the end of what is added is more than SQLite can take.
                yield alter + " ADD " + written(name) + " " + pick(TYPES).replace("-- a\n", "")
                        + rules(name, List.of(table.columns().get(0).name()));
            }
            default -> alter + " DROP " + column;
        };
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** A name in one of the ways in which it may be written. */
    private String written(String name) {
        boolean plain = name.matches("[A-Za-zÜ]+") && !name.equals("check") && !name.equals("true");
        return plain && random.nextBoolean() ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static boolean accepts(Sqlite sqlite, String sql) {
        try {
            sqlite.query(sql);
            return true;
        } catch (IllegalStateException refused) {
            return false;
        }
    }

    private Schema compiled(List<String> script) {
        Schema schema = Schema.EMPTY;
        for (String sql : script) {
            schema = definition.apply(schema, sql);
        }
        return schema;
    }

    private static List<String> columns(Table table) {
        return table.columns().stream()
                .filter(column -> !column.hidden())
                .map(column -> column.name() + " " + spelled(column) + " " + column.notNull())
                .collect(Collectors.toList());
    }

    private static String spelled(Column column) {
        return column.type().text().replace(" ", "").toUpperCase(Locale.ROOT);
    }

    private static List<String> columns(Sqlite sqlite, Table table) {
        return asked(
                sqlite,
                table,
                "SELECT name || ' ' || replace(upper(type), ' ', '') || ' ' ||"
                        + " iif(\"notnull\", 'true', 'false') FROM pragma_table_xinfo(?)");
    }

    private static List<String> references(Table table) {
        List<String> references = new ArrayList<>();
        for (ForeignKey key : table.foreignKeys()) {
            String parent = Names.fold(key.parentTable());
            String from = table.columns().get(key.columns().get(0)).name();
            String to = key.parentColumns().isEmpty() ? "" : key.parentColumns().get(0);
            references.add(from + " > " + parent + " " + Names.fold(to));
        }
        Collections.sort(references);
        return references;
    }

    private static List<String> references(Sqlite sqlite, Table table) {
        return asked(
                sqlite,
                table,
                "SELECT \"from\" || ' > ' || lower(\"table\") || ' ' ||"
                        + " lower(coalesce(\"to\", '')) FROM pragma_foreign_key_list(?)");
    }

    private static List<String> indexes(Table table) {
        List<String> indexes = new ArrayList<>();
        table.indexes().forEach(index -> index.columns().forEach(column -> {
            if (index.sql() != null) {
                String name = table.columns().get(column.column()).name();
                indexes.add(index.name() + " " + name + " " + column.collation());
            }
        }));
        Collections.sort(indexes);
        return indexes;
    }

    private static List<String> indexes(Sqlite sqlite, Table table) {
        return asked(
                sqlite,
                table,
                "SELECT l.name || ' ' || x.name || ' ' || upper(x.coll) FROM"
                        + " pragma_index_list(?) l, pragma_index_xinfo(l.name) x WHERE"
                        + " l.origin = 'c' AND x.key");
    }

    private static List<String> asked(Sqlite sqlite, Table table, String sql) {
        List<String> answers = sqlite.query(sql, table.name()).stream()
                .map(row -> row.at(0).asText())
                .collect(Collectors.toList());
        if (!sql.contains("table_xinfo")) {
            Collections.sort(answers);
        }
        return answers;
    }
}
