package dev.syncdb.oracle;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What OR and ON CONFLICT say happens, and nothing else, as in SQLite. */
final class ConflictsTest {
    private final TwinSessions twins = new TwinSessions();

    @AfterEach
    void close() {
        twins.finish();
        twins.close();
    }

    @Test
    void orRollbackIsAboutConstraintsOfTheRowOnly() {
        done("CREATE TABLE p (id INTEGER PRIMARY KEY)");
        done("CREATE TABLE c (p INT NOT NULL REFERENCES p ON UPDATE SET NULL)");
        done("INSERT INTO p VALUES (1)");
        done("BEGIN");
        done("INSERT INTO c VALUES (1)");
        refused("INSERT OR ROLLBACK INTO c VALUES (2)");
        refused("INSERT OR ROLLBACK INTO p VALUES ('x')");
        refused("UPDATE OR ROLLBACK p SET id = 5");
        refused("UPDATE OR IGNORE p SET id = 5");
        same("p", "c");
        refused("INSERT OR ROLLBACK INTO c VALUES (NULL)");
        refused("COMMIT");
        same("p", "c");
    }

    @Test
    void onConflictIsForRowsThatKeepTheOtherRules() {
        done("CREATE TABLE t (id INTEGER PRIMARY KEY, a NOT NULL, b CHECK (b < 9), c UNIQUE)");
        done("INSERT INTO t VALUES (1, 1, 1, NULL), (2, 2, 2, 2)");
        refused("INSERT INTO t VALUES (1, NULL, 1, 1) ON CONFLICT DO NOTHING");
        refused("INSERT INTO t VALUES (1, 1, 9, 1) ON CONFLICT (id) DO UPDATE SET b = 3");
        refused("INSERT INTO t VALUES ('x', 1, 1, 2) ON CONFLICT (c) DO NOTHING");
        refused("INSERT INTO t VALUES (2, 1, 1, NULL) ON CONFLICT (c) DO NOTHING");
        done("INSERT OR IGNORE INTO t VALUES (1, 1, 9, 1) ON CONFLICT (id) DO UPDATE SET b = 3");
        done("INSERT INTO t VALUES (NULL, 1, 1, 2) ON CONFLICT (c) DO UPDATE SET b = excluded.id");
        same("t");
    }

    @Test
    void aTargetComparesAsItsIndexDoes() {
        done("CREATE TABLE t (a TEXT, b TEXT COLLATE NOCASE UNIQUE)");
        done("CREATE UNIQUE INDEX t_a ON t (a COLLATE NOCASE)");
        done("INSERT INTO t VALUES ('x', 'y')");
        done("INSERT INTO t VALUES ('X', 'z') ON CONFLICT (a) DO UPDATE SET a = 'n'");
        done("INSERT INTO t VALUES ('w', 'Y') ON CONFLICT (b) DO UPDATE SET a = excluded.a");
        same("t");
    }

    @Test
    void replaceChoosesItsKeyBeforeRowsGo() {
        done("CREATE TABLE t (id INTEGER PRIMARY KEY, a UNIQUE, g AS (id || a) UNIQUE)");
        done("INSERT INTO t (a) VALUES ('a'), ('b')");
        done("INSERT OR REPLACE INTO t (a) VALUES ('b')");
        same("t");
    }

    @Test
    void replaceTakesTheDefaultForANullThatIsForbidden() {
        done("CREATE TABLE t (a INTEGER NOT NULL DEFAULT 7, b NOT NULL DEFAULT (1 + 1), c NOT NULL,"
                + " PRIMARY KEY (a))");
        done("REPLACE INTO t VALUES (NULL, NULL, 1), (5, 5, 5)");
        done("INSERT INTO t (b, c) VALUES (0, 0)");
        done("UPDATE OR REPLACE t SET b = NULL");
        refused("UPDATE OR REPLACE t SET c = NULL");
        refused("UPDATE t SET b = NULL");
        same("t");
    }

    @Test
    void anyInAStrictTableComparesAsItIs() {
        done("CREATE TABLE t (a ANY, b INT) STRICT");
        done("INSERT INTO t VALUES (1, 1), ('1', 1), ('01', 1), (1.0, 1)");
        for (String condition : new String[] {"a = '1'", "a = 1", "a = '01'", "a = b", "a < 'x'"}) {
            done("SELECT typeof(a), a FROM t WHERE " + condition);
        }
    }

    @Test
    void ofTheActionsOfTwoForeignKeysTheNewerGoesFirst() {
        done("CREATE TABLE p (id INTEGER PRIMARY KEY)");
        done("CREATE TABLE c (x INT REFERENCES p ON DELETE RESTRICT, y INT REFERENCES p"
                + " ON DELETE CASCADE)");
        done("CREATE TABLE d (x INT REFERENCES p ON DELETE CASCADE, y INT REFERENCES p"
                + " ON DELETE RESTRICT)");
        done("INSERT INTO p VALUES (1), (2)");
        done("INSERT INTO c VALUES (1, 1)");
        done("INSERT INTO d VALUES (2, 2)");
        done("DELETE FROM p WHERE id = 1");
        refused("DELETE FROM p WHERE id = 2");
        same("p", "c", "d");
    }

    @Test
    void savepointsNestAndDeferredKeysWaitForTheOutermost() {
        done("CREATE TABLE p (id INTEGER PRIMARY KEY)");
        done("CREATE TABLE c (p INT REFERENCES p DEFERRABLE INITIALLY DEFERRED)");
        done("SAVEPOINT a");
        done("INSERT INTO c VALUES (1)");
        done("SAVEPOINT A");
        done("INSERT INTO p VALUES (1)");
        done("ROLLBACK TO a");
        same("p", "c");
        done("RELEASE a");
        refused("RELEASE a");
        done("SAVEPOINT b");
        done("DELETE FROM c");
        done("RELEASE b");
        done("RELEASE a");
        refused("RELEASE a");
        refused("INSERT INTO c VALUES (1)");
        same("p", "c");
    }

    private void done(String sql) {
        assertNotNull(twins.run(sql), sql);
    }

    private void refused(String sql) {
        assertNull(twins.run(sql), sql);
    }

    private void same(String... tables) {
        for (String table : tables) {
            twins.same(table);
        }
    }
}
