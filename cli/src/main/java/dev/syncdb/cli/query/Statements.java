package dev.syncdb.cli.query;

import dev.syncdb.Rows;
import dev.syncdb.Session;

import java.util.ArrayList;
import java.util.List;

/** Runs statements of which nobody knows beforehand whether they read or write. Stateless. */
public final class Statements {
    private Statements() {}

    /** Runs one statement. Fails as the statement fails. */
    public static Result run(Session session, String sql) {
        long before = changes(session);
        Rows rows = session.query(sql);
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < rows.columnCount(); i++) {
            columns.add(rows.columnName(i));
        }
        long changed = columns.isEmpty() ? changes(session) - before : 0;
        return new Result(columns, rows.toList(), changed);
    }

    private static long changes(Session session) {
        Rows rows = session.query("SELECT total_changes()");
        rows.next();
        return rows.getLong(0);
    }
}
