package dev.syncdb.oracle;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Writes must leave what SQLite leaves. */
final class WritesTest {
    private final Twins twins = new Twins("""
            CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER UNIQUE, b TEXT NOT NULL DEFAULT 'd',
              c INTEGER CHECK (c < 100));
            CREATE TABLE k (x TEXT, y INTEGER, z, PRIMARY KEY (x, y)) WITHOUT ROWID;
            CREATE TABLE p (id INTEGER PRIMARY KEY, name TEXT);
            CREATE TABLE q (id INTEGER PRIMARY KEY, p INTEGER REFERENCES p ON DELETE CASCADE);
            INSERT INTO t VALUES (1, 10, 'one', 1), (2, 20, 'two', 2), (3, 30, 'three', 3);
            INSERT INTO k VALUES ('a', 1, 'x'), ('a', 2, 'y'), ('b', 1, 'z');
            """);

    @AfterEach
    void close() {
        twins.close();
    }

    @Test
    void insertsFillWhatIsNotGiven() {
        write("INSERT INTO t (a) VALUES (40)");
        write("INSERT INTO t DEFAULT VALUES");
        write("INSERT INTO t (c, id, a) VALUES (5, 77, '50')");
        write("INSERT INTO t (a, b) SELECT a + 1, b || '!' FROM t WHERE id < 3");
        write("INSERT INTO t (b, a) VALUES ('x', 1.0), ('y', 2.5), ('z', 'text')");
        write("INSERT INTO t VALUES (NULL, NULL, 'auto', NULL)");
        write("INSERT INTO t (a, b) VALUES (60, NULL)");
        write("INSERT INTO t (c) VALUES (100)");
        write("INSERT INTO t VALUES ('x', 1, 'b', 1)");
        write("INSERT INTO t (id) VALUES (1)");
        write("INSERT INTO t (a) VALUES (61), (62), (10), (63)");
    }

    @Test
    void orSaysWhatAConflictDoes() {
        for (String or : new String[] {"IGNORE", "REPLACE", "FAIL", "ABORT", "ROLLBACK"}) {
            write("INSERT OR " + or + " INTO t VALUES (9, 90, 'n', 9), (1, 95, 'same key', 1),"
                    + " (8, 20, 'same a', 1), (7, 70, NULL, 1), (6, 60, 'c', 100),"
                    + " (5, 50, 'e', 5)");
            write("UPDATE OR " + or + " t SET a = a + 10 WHERE id < 4");
            write("UPDATE OR " + or + " t SET id = 2 WHERE id = 3");
            write("DELETE FROM t WHERE id > 4");
        }
        write("REPLACE INTO t (id, a) VALUES (1, 20)");
        write("REPLACE INTO k VALUES ('a', 1, 'new'), ('a', '2', 'converted')");
        write("INSERT OR IGNORE INTO k VALUES ('a', 1, 'no'), ('c', 1, 'yes')");
    }

    @Test
    void upsertsUpdateTheRowInTheWay() {
        write("INSERT INTO t VALUES (1, 99, 'x', 1) ON CONFLICT DO NOTHING");
        write("INSERT INTO t VALUES (1, 99, 'x', 5) ON CONFLICT (id) DO UPDATE SET b = excluded.b,"
                + " c = c + excluded.c");
        write("INSERT INTO t VALUES (50, '20', 'x', 5) ON CONFLICT (a) DO UPDATE SET"
                + " b = t.b || excluded.b WHERE excluded.c > 4");
        write("INSERT INTO t VALUES (50, 20, 'x', 3) ON CONFLICT (a) DO UPDATE SET b = 'no'"
                + " WHERE excluded.c > 4");
        write("INSERT INTO t VALUES (2, 30, 'x', 3) ON CONFLICT (id) DO UPDATE SET a = 31"
                + " ON CONFLICT (a) DO NOTHING");
        write("INSERT INTO t VALUES (51, 30, 'x', 3) ON CONFLICT (id) DO NOTHING");
        write("INSERT INTO t (id, a) VALUES (60, 600), (61, 30) ON CONFLICT (a) DO NOTHING");
        write("INSERT INTO k VALUES ('a', 1, 5) ON CONFLICT (y, x) DO UPDATE SET z = excluded.y");
        write("INSERT INTO k SELECT x, y, z FROM k WHERE true ON CONFLICT DO UPDATE SET z"
                + " = 'again'");
    }

    @Test
    void updatesComputeBeforeTheyWrite() {
        write("UPDATE t SET a = c, c = a");
        write("UPDATE t SET id = id + 100, b = id || b");
        write("UPDATE t SET a = a + 1 WHERE a > 0");
        write("UPDATE t SET b = (SELECT max(b) FROM t), c = 7, c = 8");
        write("UPDATE t AS x SET c = x.id WHERE x.a IN (SELECT a FROM t WHERE id < 103)");
        write("UPDATE t SET c = 1 WHERE 1 = 0");
        write("UPDATE t SET c = 1 WHERE 0 OR id");
        write("UPDATE k SET y = y + 1 WHERE x = 'b'");
        write("UPDATE k SET x = 'q' WHERE y = 2");
        write("UPDATE k SET z = NULL, x = NULL WHERE y = 1");
    }

    @Test
    void deletesFindTheirRows() {
        write("DELETE FROM t WHERE a BETWEEN 15 AND 25");
        write("DELETE FROM k WHERE x = 'a' AND y > 1");
        write("DELETE FROM t AS x WHERE x.b = 'one'");
        write("DELETE FROM t WHERE id = 55");
        write("DELETE FROM t");
        write("DELETE FROM k WHERE 1 = 0");
    }

    @Test
    void foreignKeysAreKept() {
        twins.sqlite().query("PRAGMA foreign_keys = ON");
        write("INSERT INTO p VALUES (1, 'a'), (2, 'b')");
        write("INSERT INTO q VALUES (1, 1), (2, 2), (3, 2), (4, NULL)");
        write("INSERT INTO q VALUES (5, 9)");
        write("UPDATE q SET p = 7 WHERE id = 1");
        write("DELETE FROM p WHERE id = 2");
        write("INSERT OR IGNORE INTO q VALUES (6, 9)");
        write("UPDATE p SET id = 3 WHERE id = 1");
    }

    @Test
    void whatWasWrittenIsReturned() {
        twins.same("INSERT INTO t (a) VALUES (41), (42) RETURNING id, a + 1 AS next, b");
        twins.same("INSERT INTO k VALUES ('r', 1, 2) RETURNING *");
        twins.same("UPDATE t SET c = 9 WHERE id < 3 RETURNING id, c, b AS was");
        twins.same("DELETE FROM t WHERE id = 2 RETURNING *");
        twins.same("DELETE FROM t WHERE id = 2 RETURNING *");
        twins.same("INSERT INTO t VALUES (1, 5, 'u', 1) ON CONFLICT DO UPDATE SET b = 'up'"
                + " RETURNING b");
        twins.same("INSERT OR IGNORE INTO t VALUES (1, 5, 'u', 1) RETURNING id");
        same();
    }

    @Test
    void tablesAreStrictIfTheySaySo() {
        twins.load("CREATE TABLE s (i INTEGER PRIMARY KEY, r REAL, t TEXT, b BLOB, a ANY) STRICT");
        twins.write("INSERT INTO s VALUES (1, 2, 'x', x'00', 'any')");
        twins.write("INSERT INTO s VALUES (2, 'text', 'x', x'00', 1)");
        twins.write("INSERT INTO s VALUES (3, 1.5, 5, 'text', 1)");
        twins.write("INSERT INTO s VALUES (4, '1.5', 5, NULL, '007')");
        twins.same("SELECT *, typeof(r), typeof(a) FROM s ORDER BY i");
    }

    @Test
    void numbersOfDeletedRowsComeBackUnlessAutoincremented() {
        twins.load("CREATE TABLE n (id INTEGER PRIMARY KEY AUTOINCREMENT, v)");
        for (String table : new String[] {"n", "p"}) {
            twins.write("INSERT INTO " + table + " VALUES (NULL, 1), (10, 2), (NULL, 3)");
            twins.write("DELETE FROM " + table + " WHERE id > 5");
            twins.write("INSERT INTO " + table + " VALUES (NULL, 4)");
            twins.same("SELECT * FROM " + table + " ORDER BY 1");
        }
        twins.same("SELECT * FROM sqlite_sequence");
    }

    private void write(String sql) {
        twins.write(sql);
        same();
    }

    private void same() {
        for (String table : new String[] {"t", "k", "p", "q"}) {
            twins.sameInAnyOrder("SELECT * FROM " + table);
        }
    }
}
