package dev.syncdb.lab.fuzz;

import dev.syncdb.Database;
import dev.syncdb.Session;

/** Reads statements and runs none. */
final class FuzzedSql {
    private static final Session SESSION = Database.inMemory().session();

    private FuzzedSql() {}

    static void read(String sql) {
        SESSION.prepare(sql);
    }
}
