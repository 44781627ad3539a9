package dev.syncdb.lab.engine.contender;

import dev.syncdb.lab.engine.task.Project;
import dev.syncdb.lab.engine.task.Task;
import dev.syncdb.lab.engine.task.Tasks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * An engine behind JDBC, asked through statements that are prepared once. A transaction begins
 * where auto-commit goes off, and is committed where it goes on again.
 */
abstract class JdbcContender implements Contender {
    final Connection connection;
    private final JdbcReading reading;
    private final PreparedStatement insert;
    private final PreparedStatement update;
    private final PreparedStatement delete;
    private final PreparedStatement cursor;
    private long marked;

    /** Connects, and runs {@code setUp}, which makes the tables and their index. */
    JdbcContender(String url, List<String> setUp) throws SQLException {
        connection = DriverManager.getConnection(url);
        for (String sql : setUp) {
            run(sql);
        }
        reading = new JdbcReading(connection);
        insert = connection.prepareStatement(Sql.INSERT);
        update = connection.prepareStatement(Sql.UPDATE);
        delete = connection.prepareStatement(Sql.DELETE);
        cursor = connection.prepareStatement(Sql.CURSOR);
    }

    /** Makes an entry for each of these writes, if the engine has no trigger that did. */
    abstract void track(List<String> ids) throws SQLException;

    final void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void load(Tasks tasks, int rows) throws SQLException {
        try (PreparedStatement project = connection.prepareStatement(Sql.INSERT_PROJECT)) {
            for (int i = 0; i < tasks.projects(); i++) {
                Project made = tasks.project(i);
                project.setString(1, made.id());
                project.setString(2, made.name());
                project.setString(3, made.owner());
                project.executeUpdate();
            }
        }
        Loading.inBatches(this, tasks, rows);
    }

    @Override
    public long read(String id) throws SQLException {
        return reading.read(id);
    }

    @Override
    public long readFour(String id) throws SQLException {
        return reading.readFour(id);
    }

    @Override
    public long insert(Task task) throws SQLException {
        bind(task);
        return insert.executeUpdate();
    }

    @Override
    public long update(String id, int priority) throws SQLException {
        update.setInt(1, priority);
        update.setString(2, id);
        return update.executeUpdate();
    }

    @Override
    public long delete(String id) throws SQLException {
        delete.setString(1, id);
        return delete.executeUpdate();
    }

    @Override
    public long insertAll(List<Task> tasks) throws SQLException {
        connection.setAutoCommit(false);
        for (Task task : tasks) {
            bind(task);
            insert.addBatch();
        }
        long written = insert.executeBatch().length;
        connection.setAutoCommit(true);
        return written;
    }

    @Override
    public long updateAll(List<String> ids, int priority) throws SQLException {
        connection.setAutoCommit(false);
        long written = 0;
        for (String id : ids) {
            written += update(id, priority);
        }
        connection.setAutoCommit(true);
        return written;
    }

    @Override
    public long deleteAll(List<String> ids) throws SQLException {
        connection.setAutoCommit(false);
        long written = 0;
        for (String id : ids) {
            written += delete(id);
        }
        connection.setAutoCommit(true);
        return written;
    }

    @Override
    public long lookUp(String project, String status) throws SQLException {
        return reading.lookUp(project, status);
    }

    @Override
    public long range(String firstId, int rows) throws SQLException {
        return reading.range(firstId, rows);
    }

    @Override
    public long aggregate() throws SQLException {
        return reading.aggregate();
    }

    @Override
    public long join(String project) throws SQLException {
        return reading.join(project);
    }

    @Override
    public void change(List<String> ids, int priority) throws SQLException {
        try (ResultSet newest = cursor.executeQuery()) {
            newest.next();
            marked = newest.getLong(1);
        }
        updateAll(ids, priority);
        track(ids);
    }

    @Override
    public long changes() throws SQLException {
        return reading.changes(marked);
    }

    @Override
    public Contender forThread() {
        throw new UnsupportedOperationException(name() + " is measured in one thread only");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void bind(Task task) throws SQLException {
        insert.setString(1, task.id());
        insert.setString(2, task.project());
        insert.setString(3, task.title());
        insert.setString(4, task.description());
        insert.setString(5, task.status());
        insert.setString(6, task.assignee());
        insert.setInt(7, task.figures().priority());
        insert.setDouble(8, task.figures().estimate());
        insert.setBoolean(9, task.figures().done());
        insert.setLong(10, task.figures().createdAt());
        insert.setLong(11, task.figures().updatedAt());
        insert.setBytes(12, task.payload().toArray());
    }
}
