package dev.syncdb.lab.engine.contender;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** SQLite through its usual driver. */
public final class SqliteContender extends JdbcContender {
    private static final String MEMORY = ":memory:";
    private static final List<String> IN_MEMORY =
            List.of("PRAGMA journal_mode = MEMORY", "PRAGMA synchronous = OFF");

    private SqliteContender(String file, List<String> setUp) throws SQLException {
        super("jdbc:sqlite:" + file, setUp);
    }

    /** One that keeps no track of changes. */
    public static SqliteContender plain() throws SQLException {
        return new SqliteContender(MEMORY, setUp(IN_MEMORY));
    }

    /** One whose triggers make an entry in a table of changes for every row that is written. */
    public static SqliteContender tracked() throws SQLException {
        List<String> setUp = setUp(IN_MEMORY);
        setUp.add(trigger("INSERT", "NEW"));
        setUp.add(trigger("UPDATE", "NEW"));
        setUp.add(trigger("DELETE", "OLD"));
        return new SqliteContender(MEMORY, setUp);
    }

    /**
     * One in a file with a write-ahead log, without tracking.
     *
     * @param synchronous FULL to force the log at each commit, NORMAL to force at checkpoints only
     */
    public static SqliteContender inFile(Path file, String synchronous) throws SQLException {
        List<String> log =
                List.of("PRAGMA journal_mode = WAL", "PRAGMA synchronous = " + synchronous);
        return new SqliteContender(file.toString(), setUp(log));
    }

    /** All pages of the database, of its indexes and of the table of changes. */
    public long bytes() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return pragma(statement, "page_count") * pragma(statement, "page_size");
        }
    }

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    void track(List<String> ids) {
        // The triggers did.
    }

    private static List<String> setUp(List<String> pragmas) {
        List<String> setUp = new ArrayList<>(pragmas);
        setUp.addAll(Sql.LITE_TABLES);
        setUp.add(Sql.INDEX);
        setUp.add(Sql.LITE_CHANGES);
        return setUp;
    }

    private static String trigger(String event, String row) {
        return "CREATE TRIGGER after_" + event + " AFTER " + event + " ON tasks BEGIN"
                + " INSERT INTO changes(task_id) VALUES (" + row + ".id); END";
    }

    private static long pragma(Statement statement, String name) throws SQLException {
        try (ResultSet result = statement.executeQuery("PRAGMA " + name)) {
            result.next();
            return result.getLong(1);
        }
    }
}
