package dev.syncdb.lab.engine.contender;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The queries of a contender behind JDBC, prepared once. Ends with its connection. */
final class JdbcReading {
    private final PreparedStatement read;
    private final PreparedStatement readFour;
    private final PreparedStatement lookUp;
    private final PreparedStatement range;
    private final PreparedStatement aggregate;
    private final PreparedStatement join;
    private final PreparedStatement changes;

    /** Sums the row that a result stands on. */
    private interface Summing {
        long sum(ResultSet row) throws SQLException;
    }

    JdbcReading(Connection connection) throws SQLException {
        read = connection.prepareStatement(Sql.READ);
        readFour = connection.prepareStatement(Sql.READ_FOUR);
        lookUp = connection.prepareStatement(Sql.LOOK_UP);
        range = connection.prepareStatement(Sql.RANGE);
        aggregate = connection.prepareStatement(Sql.AGGREGATE);
        join = connection.prepareStatement(Sql.JOIN);
        changes = connection.prepareStatement(Sql.CHANGES);
    }

    long read(String id) throws SQLException {
        read.setString(1, id);
        return sum(read, JdbcReading::all);
    }

    long readFour(String id) throws SQLException {
        readFour.setString(1, id);
        return sum(readFour, JdbcReading::four);
    }

    long lookUp(String project, String status) throws SQLException {
        lookUp.setString(1, project);
        lookUp.setString(2, status);
        return sum(lookUp, JdbcReading::all);
    }

    long range(String firstId, int rows) throws SQLException {
        range.setString(1, firstId);
        range.setInt(2, rows);
        return sum(range, JdbcReading::four);
    }

    long aggregate() throws SQLException {
        return sum(aggregate, JdbcReading::group);
    }

    long join(String project) throws SQLException {
        join.setString(1, project);
        return sum(join, JdbcReading::joined);
    }

    long changes(long cursor) throws SQLException {
        changes.setLong(1, cursor);
        return sum(changes, JdbcReading::all);
    }

    private static long sum(PreparedStatement query, Summing summing) throws SQLException {
        long sum = 0;
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                sum += summing.sum(rows);
            }
        }
        return sum;
    }

    private static long all(ResultSet row) throws SQLException {
        long sum = Checksum.add(0, row.getString(1));
        sum = Checksum.add(sum, row.getString(2));
        sum = Checksum.add(sum, row.getString(3));
        sum = Checksum.add(sum, row.getString(4));
        sum = Checksum.add(sum, row.getString(5));
        sum = Checksum.add(sum, row.getString(6));
        sum = Checksum.add(sum, row.getInt(7));
        sum = Checksum.add(sum, row.getDouble(8));
        sum = Checksum.add(sum, row.getBoolean(9));
        sum = Checksum.add(sum, row.getLong(10));
        sum = Checksum.add(sum, row.getLong(11));
        return Checksum.add(sum, row.getBytes(12));
    }

    private static long four(ResultSet row) throws SQLException {
        long sum = Checksum.add(0, row.getString(1));
        sum = Checksum.add(sum, row.getString(2));
        sum = Checksum.add(sum, row.getInt(3));
        return Checksum.add(sum, row.getLong(4));
    }

    private static long group(ResultSet row) throws SQLException {
        long sum = Checksum.add(0, row.getString(1));
        sum = Checksum.add(sum, row.getLong(2));
        sum = Checksum.add(sum, row.getLong(3));
        return Checksum.add(sum, row.getDouble(4));
    }

    private static long joined(ResultSet row) throws SQLException {
        long sum = Checksum.add(0, row.getString(1));
        sum = Checksum.add(sum, row.getString(2));
        sum = Checksum.add(sum, row.getInt(3));
        return Checksum.add(sum, row.getString(4));
    }
}
