package dev.syncdb.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.Database;
import dev.syncdb.Records;
import dev.syncdb.Session;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.value.Key;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Generated columns must hold what SQLite says they hold. */
final class GeneratedColumnsTest {
    private static final String TABLE = """
            CREATE TABLE t (id INTEGER PRIMARY KEY, price REAL, count INT,
              label TEXT GENERATED ALWAYS AS (upper(name) || '#' || id) STORED,
              total AS (price * count) CHECK (total < 1000),
              digits INTEGER AS (name), name TEXT COLLATE NOCASE,
              twice INT AS (total * 2) NOT NULL, UNIQUE (digits, count))""";

    private final Twins twins = new Twins(TABLE, "CREATE INDEX t_total ON t (total DESC)");

    @AfterEach
    void close() {
        twins.close();
    }

    @Test
    void theyAreComputedInTheOrderOfWhatTheyRead() {
        write("INSERT INTO t VALUES (1, 2.5, 4, '12')");
        write("INSERT INTO t (name, count, price) VALUES ('pear', 3, 1.5), ('Fig', 2, 7)");
        write("INSERT INTO t (id, price, count) SELECT id + 10, price, count + 1 FROM t");
        same("SELECT *, typeof(label), typeof(total), typeof(digits), typeof(twice) FROM t");
        same("SELECT id FROM t WHERE total > 4 ORDER BY total DESC, id");
        same("SELECT id FROM t WHERE digits = '12' OR label = 'FIG#3'");
    }

    @Test
    void updatesReachThemThroughOtherColumns() {
        write("INSERT INTO t VALUES (1, 2.5, 4, '12'), (2, 5, 5, 'x'), (3, 1, 1, '7')");
        write("UPDATE t SET count = count + 1");
        write("UPDATE t SET id = id + 100 WHERE name = 'X'");
        write("UPDATE t SET price = 500 WHERE id = 1");
        write("UPDATE t SET price = NULL WHERE id = 1");
        write("UPDATE OR IGNORE t SET price = price * 300");
        write("UPDATE OR REPLACE t SET name = '7', count = 2 WHERE id = 102");
        write("DELETE FROM t WHERE label LIKE '7#%'");
        assertEquals(
                "[(13, 26)]",
                twins.ours()
                        .query("INSERT INTO t VALUES (9, 13, 1, 'n') RETURNING total, twice")
                        .toList()
                        .toString()
                        .replace(".0", ""));
        twins.sqlite().execute("INSERT INTO t VALUES (9, 13, 1, 'n')");
        write("UPDATE t SET name = 'q' WHERE id = 9");
    }

    @Test
    void constraintsJudgeThem() {
        write("INSERT INTO t VALUES (1, 2.5, 4, '12')");
        write("INSERT INTO t VALUES (2, 250, 4, '13')");
        write("INSERT INTO t VALUES (2, NULL, 4, '13')");
        write("INSERT INTO t VALUES (2, 1, 4, 12)");
        write("INSERT OR IGNORE INTO t VALUES (2, 1, 4, 12), (3, 2, 4, 13), (4, 2, NULL, 1)");
        write("INSERT OR REPLACE INTO t VALUES (5, 1, 4, 12.0), (6, 2, 4, '13')");
        write("INSERT INTO t VALUES (7, 1, 4, ' 12') ON CONFLICT (digits, count) DO UPDATE"
                + " SET price = excluded.total, name = excluded.label");
        write("INSERT INTO t VALUES (5, 1, 4, '14') ON CONFLICT (id) DO UPDATE SET"
                + " count = excluded.digits + typeof(excluded.twice)");
    }

    @Test
    void nobodyWritesThem() {
        for (String sql : new String[] {
            "INSERT INTO t VALUES (1, 1, 1, 'label', 'name')",
            "INSERT INTO t (id, label) VALUES (1, 'x')",
            "UPDATE t SET label = 'x'",
            "UPDATE t SET count = 1, total = 5 WHERE id = 99",
            "INSERT INTO t VALUES (1, 1, 1, 'a') ON CONFLICT (id) DO UPDATE SET twice = 2",
            "INSERT INTO t DEFAULT VALUES"
        }) {
            write(sql);
        }
        Incorrect refused =
                assertThrows(Incorrect.class, () -> twins.ours().execute("UPDATE t SET total = 5"));
        assertEquals(ErrorCode.SCHEMA, refused.code());
        assertTrue(
                String.valueOf(refused.getMessage()).contains("cannot UPDATE generated column"),
                refused.getMessage());
    }

    @Test
    void recordsComputeThemToo() {
        twins.load("CREATE TABLE n (id INTEGER PRIMARY KEY, a INT, b INT AS (a + 1))");
        try (Session session = twins.ours().session();
                Records records = session.records("n")) {
            Key one = records.insert(1, 5, "whatever");
            Value seven = Value.of(7);
            Incorrect refused = assertThrows(Incorrect.class, () -> records.update(one, 2, seven));
            assertEquals(ErrorCode.SCHEMA, refused.code());
            records.update(one, 1, seven);
            assertTrue(records.find(one));
            assertEquals(8, records.getLong(2));
        }
        twins.sqlite().execute("INSERT INTO n VALUES (1, 7)");
        twins.same("SELECT * FROM n");
    }

    @Test
    void definitionsThatSqliteRefusesAreRefused() {
        for (String columns : new String[] {
            "a, b AS (c), c AS (b)",
            "a, b AS (b + 1)",
            "a AS (1)",
            "a AS (1), b AS (a)",
            "a, b AS (a) DEFAULT 3",
            "a, b DEFAULT 3 AS (a)",
            "a, b AS (a) AS (a + 1)",
            "a, b AS (a) PRIMARY KEY",
            "a, b AS (a), PRIMARY KEY (a, b)",
            "a, b AS (random())",
            "a, b AS (rowid)",
            "a, b AS (z)",
            "a, b AS ((SELECT 1))",
            "a, b AS (count(*))",
            "a, b AS (?1)",
            "a, b INT AS (a) FOO"
        }) {
            String sql = "CREATE TABLE u (" + columns + ")";
            assertThrows(IllegalStateException.class, () -> twins.sqlite().query(sql), sql);
            assertThrows(Incorrect.class, () -> twins.ours().execute(sql), sql);
        }
    }

    /** SQLite takes these and fails later, where the table is written. */
    @Test
    void whatCouldOnlyFailLaterIsRefusedAtOnce() {
        twins.load("CREATE TABLE p (id INTEGER PRIMARY KEY)");
        for (String columns : new String[] {
            "a, b AS (date('now'))",
            "a, b AS (a) REFERENCES p ON DELETE SET NULL",
            "a, b AS (a) REFERENCES p ON DELETE SET DEFAULT",
            "a, b AS (a) REFERENCES p ON UPDATE CASCADE",
            "a, b AS (a), FOREIGN KEY (b) REFERENCES p ON UPDATE SET NULL"
        }) {
            Database ours = twins.ours();
            String sql = "CREATE TABLE u (" + columns + ")";
            Incorrect refused = assertThrows(Incorrect.class, () -> ours.execute(sql), sql);
            assertEquals(ErrorCode.SCHEMA, refused.code(), sql);
        }
    }

    @Test
    void foreignKeysGoThroughThem() {
        twins.load("CREATE TABLE p (id INTEGER PRIMARY KEY, twice INT AS (id * 2) UNIQUE)");
        twins.load("CREATE TABLE c (x, p INT AS (x + 1) REFERENCES p ON DELETE CASCADE)");
        twins.load("CREATE TABLE d (x, p INT REFERENCES p (twice) ON UPDATE CASCADE)");
        twins.sqlite().query("PRAGMA foreign_keys = ON");
        for (String sql : new String[] {
            "INSERT INTO p VALUES (1), (2), (3)",
            "INSERT INTO c VALUES (0), (1), ('2')",
            "INSERT INTO c VALUES (3)",
            "UPDATE c SET x = 7 WHERE x = 0",
            "INSERT INTO d VALUES ('a', 2), ('b', 4)",
            "INSERT INTO d VALUES ('c', 1)",
            "UPDATE p SET id = 10 WHERE id = 1",
            "DELETE FROM p WHERE id = 3",
            "DELETE FROM c WHERE x = 0",
            "UPDATE p SET id = 10 WHERE id = 1",
            "DELETE FROM p WHERE id = 2"
        }) {
            twins.write(sql);
            for (String table : new String[] {"p", "c", "d"}) {
                twins.sameInAnyOrder("SELECT * FROM " + table);
            }
        }
    }

    /** SQLite looks at the types of ordinary columns only. */
    @Test
    void strictTablesHoldThemToTheirTypes() {
        twins.load("CREATE TABLE s (a INT, b TEXT AS (a) STORED, c INT AS (d) STORED, d ANY)"
                + " STRICT");
        twins.write("INSERT INTO s VALUES (1, 2)");
        twins.write("INSERT INTO s VALUES ('3', 4.0)");
        Incorrect refused = assertThrows(
                Incorrect.class, () -> twins.ours().execute("INSERT INTO s VALUES (1, 'x')"));
        assertEquals(ErrorCode.WRONG_TYPE, refused.code());
        twins.same("SELECT *, typeof(b), typeof(c) FROM s");
    }

    private void write(String sql) {
        twins.write(sql);
        twins.sameInAnyOrder("SELECT * FROM t");
    }

    private void same(String sql) {
        twins.sameInAnyOrder(sql);
    }
}
