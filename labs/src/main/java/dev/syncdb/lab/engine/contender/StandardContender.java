package dev.syncdb.lab.engine.contender;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * H2 or HSQLDB in memory. Neither keeps track of changes while it is timed; for {@link #changes()}
 * the application makes the entries itself.
 */
public final class StandardContender extends JdbcContender {
    private final String name;

    private StandardContender(String name, String url) throws SQLException {
        super(url, setUp());
        this.name = name;
    }

    /** H2, which may not answer a repeated query from the result of the last. */
    public static StandardContender h2() throws SQLException {
        return new StandardContender("h2", "jdbc:h2:mem:;OPTIMIZE_REUSE_RESULTS=0");
    }

    /** HSQLDB, under a name that no other database of this process has. */
    public static StandardContender hsqldb() throws SQLException {
        return new StandardContender(
                "hsqldb", "jdbc:hsqldb:mem:" + UUID.randomUUID() + ";shutdown=true");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    void track(List<String> ids) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement add = connection.prepareStatement(Sql.ADD_CHANGE)) {
            for (String id : ids) {
                add.setString(1, id);
                add.executeUpdate();
            }
        }
        connection.setAutoCommit(true);
    }

    private static List<String> setUp() {
        List<String> setUp = new ArrayList<>(Sql.STANDARD_TABLES);
        setUp.add(Sql.INDEX);
        setUp.add(Sql.STANDARD_CHANGES);
        return setUp;
    }
}
