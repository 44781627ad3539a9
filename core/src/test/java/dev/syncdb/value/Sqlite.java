package dev.syncdb.value;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** SQLite itself, asked for the value of one expression. The judge of everything it also does. */
public final class Sqlite implements AutoCloseable {
    private final Connection connection;

    public Sqlite() {
        try {
            connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The value of {@code expression}, in which each {@code ?} stands for one argument. */
    public Value evaluate(String expression, Value... arguments) {
        String sql = "SELECT v, typeof(v), CAST(v AS BLOB) FROM (SELECT " + expression + " AS v)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                bind(statement, i + 1, arguments[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return read(result);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(expression, failed);
        }
    }

    /** What a column of that declared type holds once {@code value} has been written to it. */
    public Value store(String declaredType, Value value) {
        execute("CREATE TEMP TABLE cell(v " + declaredType + ")");
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO cell VALUES (?)")) {
            bind(insert, 1, value);
            insert.executeUpdate();
            return evaluate("(SELECT v FROM cell)");
        } catch (SQLException failed) {
            throw new IllegalStateException(declaredType, failed);
        } finally {
            execute("DROP TABLE cell");
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void execute(String sql) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    private static void bind(PreparedStatement statement, int index, Value value)
            throws SQLException {
        switch (value.type()) {
            case NULL -> statement.setObject(index, null);
            case INTEGER -> statement.setLong(index, value.asLong());
            case REAL -> statement.setDouble(index, value.asDouble());
            case TEXT -> statement.setString(index, value.asText());
            case BLOB -> statement.setBytes(index, value.asBytes().toArray());
        }
    }

    // Texts are read as bytes, because the driver ends them at the first NUL.
    private static Value read(ResultSet result) throws SQLException {
        switch (result.getString(2)) {
            case "null":
                return Value.NULL;
            case "integer":
                return Value.of(result.getLong(1));
            case "real":
                return Value.of(result.getDouble(1));
            case "text":
                return Value.of(new String(result.getBytes(3), StandardCharsets.UTF_8));
            default:
                return Value.of(Bytes.copyOf(result.getBytes(3)));
        }
    }
}
