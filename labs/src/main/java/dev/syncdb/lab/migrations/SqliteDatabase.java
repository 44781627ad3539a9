package dev.syncdb.lab.migrations;

import dev.syncdb.schema.Column;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.syntax.Wording;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A database of real SQLite in memory, without enforced foreign keys. What SQLite refuses is an
 * {@link IllegalStateException} with its words. Confined to one thread.
 */
final class SqliteDatabase implements AutoCloseable {
    private static final String COLUMNS =
            "SELECT 'column', lower(m.name), c.cid, lower(c.name), lower(c.type), c.\"notnull\","
                    + " c.dflt_value, c.pk, c.hidden FROM sqlite_master m,"
                    + " pragma_table_xinfo(m.name) c"
                    + " WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'";

    private static final String INDEXES =
            "SELECT 'index', lower(m.name), iif(i.origin = 'c', lower(i.name), ''), i.\"unique\","
                    + " i.origin,"
                    + " group_concat(coalesce(lower(c.name), 'rowid') || c.desc || c.coll)"
                    + " FROM sqlite_master m, pragma_index_list(m.name) i,"
                    + " pragma_index_xinfo(i.name) c WHERE m.type = 'table' AND c.key = 1"
                    + " GROUP BY m.name, i.name";

    private static final String FOREIGN_KEYS =
            "SELECT 'foreign key', lower(m.name), lower(k.\"table\"), lower(k.\"from\"),"
                    + " lower(k.\"to\"), k.on_update, k.on_delete FROM sqlite_master m,"
                    + " pragma_foreign_key_list(m.name) k";

    private final Connection connection;

    SqliteDatabase() {
        try {
            connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        } catch (SQLException refused) {
            throw failed("", refused);
        }
        run("PRAGMA foreign_keys = OFF");
    }

    void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refused) {
            throw failed(sql, refused);
        }
    }

    void runAll(List<String> statements) {
        statements.forEach(this::run);
    }

    void insert(Table table, List<Row> rows) {
        List<Column> columns = SampleRows.written(table);
        String sql = "INSERT INTO " + Wording.written(table.name()) + " (" + names(columns)
                + ") VALUES (" + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Row row : rows) {
                for (int i = 0; i < columns.size(); i++) {
                    statement.setObject(i + 1, object(row.at(i)));
                }
                statement.execute();
            }
        } catch (SQLException refused) {
            throw failed(sql, refused);
        }
    }

    /** These cells of all rows, in no order. */
    List<Row> cells(Table table, List<Column> columns) {
        String cells = columns.isEmpty() ? "1" : names(columns);
        String sql = "SELECT " + cells + " FROM " + Wording.written(table.name());
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<Row> rows = new ArrayList<>();
            while (result.next()) {
                Value[] row = new Value[Math.max(columns.size(), 1)];
                for (int i = 0; i < row.length; i++) {
                    row[i] = value(result.getObject(i + 1));
                }
                rows.add(Row.of(List.of(row)));
            }
            return rows;
        } catch (SQLException refused) {
            throw failed(sql, refused);
        }
    }

    /** What there is, by SQLite's own account: columns, indexes and foreign keys, sorted. */
    List<String> structure() {
        List<String> structure = new ArrayList<>();
        for (String question : List.of(COLUMNS, INDEXES, FOREIGN_KEYS)) {
            structure.addAll(answers(question));
        }
        Collections.sort(structure);
        return structure;
    }

    /** Rows whose parent is not there. */
    List<String> orphans() {
        return answers("PRAGMA foreign_key_check");
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException refused) {
            throw failed("", refused);
        }
    }

    private List<String> answers(String question) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(question)) {
            List<String> answers = new ArrayList<>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                StringBuilder answer = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    answer.append(result.getString(i)).append(i < columns ? " " : "");
                }
                answers.add(answer.toString());
            }
            return answers;
        } catch (SQLException refused) {
            throw failed(question, refused);
        }
    }

    private static String names(List<Column> columns) {
        List<String> names = new ArrayList<>();
        columns.forEach(column -> names.add(Wording.written(column.name())));
        return String.join(", ", names);
    }

    private static @Nullable Object object(Value value) {
        return switch (value.type()) {
            case NULL -> null;
            case INTEGER -> (Object) value.asLong();
            case REAL -> (Object) value.asDouble();
            case TEXT -> value.asText();
            case BLOB -> value.asBytes().toArray();
        };
    }

    private static Value value(@Nullable Object given) {
        if (given == null) {
            return Value.NULL;
        }
        if (given instanceof String text) {
            return Value.of(text);
        }
        if (given instanceof byte[] bytes) {
            return Value.of(Bytes.copyOf(bytes));
        }
        return given instanceof Double real
                ? Value.of((double) real)
                : Value.of(((Number) given).longValue());
    }

    private static IllegalStateException failed(String sql, SQLException refused) {
        return new IllegalStateException(refused.getMessage() + " in " + sql, refused);
    }
}
