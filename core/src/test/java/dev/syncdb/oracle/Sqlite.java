package dev.syncdb.oracle;

import dev.syncdb.value.Bytes;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Real SQLite, in memory: the oracle that our answers are compared with. */
public final class Sqlite implements AutoCloseable {
    private final Connection connection;

    public Sqlite() {
        try {
            connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Runs one statement; fails with IllegalStateException where SQLite refuses it. */
    public List<Row> query(String sql, Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<Row> rows = new ArrayList<>();
            if (statement.execute()) {
                ResultSet result = statement.getResultSet();
                while (result.next()) {
                    rows.add(row(result));
                }
            }
            return rows;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure.getMessage(), failure);
        }
    }

    /** Runs one statement and returns how many rows it wrote. */
    public long execute(String sql, Object... parameters) {
        query(sql, parameters);
        return query("SELECT changes()").get(0).at(0).asLong();
    }

    /** Runs a whole script. */
    public void load(String script) {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(script);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Row row(ResultSet result) throws SQLException {
        Value[] cells = new Value[result.getMetaData().getColumnCount()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = value(result.getObject(i + 1));
        }
        return Row.owned(cells);
    }

    private static Value value(Object given) {
        if (given == null) {
            return Value.NULL;
        }
        if (given instanceof String text) {
            return Value.of(text);
        }
        if (given instanceof byte[] bytes) {
            return Value.of(Bytes.copyOf(bytes));
        }
        return given instanceof Double || given instanceof Float
                ? Value.of(((Number) given).doubleValue())
                : Value.of(((Number) given).longValue());
    }
}
