package dev.syncdb;

import static dev.syncdb.RowsTest.assertRefused;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.ErrorCode;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;
import java.util.UUID;

final class PreparedStatementTest {
    private static final int ROUNDS = 3_000;

    private final Database database = Database.inMemory();
    private final Session session = database.session();

    PreparedStatementTest() {
        session.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a, b)");
        session.execute("INSERT INTO t VALUES (1, 'one', 1.5), (2, 'two', NULL)");
    }

    @AfterEach
    void close() {
        session.close();
        database.close();
    }

    @Test
    void everyKindOfStatementCanBePrepared() {
        PreparedStatement insert = session.prepare("INSERT INTO t VALUES (?, ?, ?)");
        assertEquals(1, insert.bindAll(3, "three", 3.5).execute());
        assertEquals(1, insert.bind(1, 4).execute());
        PreparedStatement update = session.prepare("UPDATE t SET a = ? WHERE id >= ?");
        assertEquals(2, update.bindAll("new", 3).execute());
        assertEquals(4, update.bind(2, 1).execute());
        PreparedStatement returning = session.prepare("DELETE FROM t WHERE id = ? RETURNING *");
        assertEquals("[(4, 'new', 3.5)]", list(returning.bind(1, 4)));
        assertEquals("[]", list(returning));
        assertEquals("[(3)]", list(session.prepare("SELECT count(*) FROM t")));
        assertEquals("[(7), (8)]", list(session.prepare("VALUES (?), (?)").bindAll(7, 8)));

        PreparedStatement begin = session.prepare("BEGIN");
        PreparedStatement rollback = session.prepare("ROLLBACK");
        for (int i = 0; i < 2; i++) {
            begin.execute();
            assertTrue(session.inTransaction());
            rollback.query();
            assertFalse(session.inTransaction());
        }
        PreparedStatement create = session.prepare("CREATE TABLE u (x)");
        create.execute();
        assertRefused(ErrorCode.ALREADY_EXISTS, create::execute);
        session.prepare("DROP TABLE u").execute();
        create.execute();
        assertEquals("[(1)]", list(session.prepare("PRAGMA foreign_keys")));
        assertRefused(ErrorCode.SYNTAX, () -> session.prepare("SELEC 1"));
    }

    @Test
    void parametersKeepTheirValuesAndBeginAsNull() {
        PreparedStatement select = session.prepare("SELECT ?1, ?3, ?2");
        assertEquals("[(NULL, NULL, NULL)]", list(select));
        assertEquals("[(NULL, 'c', NULL)]", list(select.bind(3, "c")));
        assertEquals("[(1, 'c', NULL)]", list(select.bind(1, 1)));
        assertEquals("[(1, 'c', NULL)]", list(select));
        Object[] values = {5};
        select.bindAll(values);
        values[0] = 6;
        assertEquals("[(5, NULL, NULL)]", list(select), "bindAll forgets what was before");
        assertEquals("[(NULL, NULL, NULL)]", list(select.bindAll()));

        PreparedStatement point = session.prepare("SELECT a FROM t WHERE id = ?");
        assertEquals("[]", list(point), "nothing equals NULL");
        assertEquals("[('two')]", list(point.bind(1, 2)));
        assertEquals("[]", list(point.bind(1, null)));
        assertEquals(
                "[('one')]",
                list(session.prepare("SELECT a FROM t WHERE id = :id").bind(1, 1L)),
                "names have numbers too");
    }

    @Test
    void parametersThatAreNotThereAreRefused() {
        PreparedStatement point = session.prepare("SELECT a FROM t WHERE id = ?");
        assertRefused(ErrorCode.PARAMETER, () -> point.bind(0, 1));
        assertRefused(ErrorCode.PARAMETER, () -> point.bind(-1, 1));
        assertRefused(ErrorCode.PARAMETER, () -> point.bind(Integer.MAX_VALUE, 1));
        point.bind(1, 1).bind(2, 2);
        assertRefused(ErrorCode.PARAMETER, point::query);
        assertRefused(ErrorCode.PARAMETER, point::execute);
        assertEquals("[('one')]", list(point.bindAll(1)));
        assertRefused(ErrorCode.PARAMETER, () -> point.bindAll(new Object()).query());
        for (String sql : List.of("BEGIN", "CREATE TABLE u (x)", "PRAGMA foreign_keys")) {
            assertRefused(ErrorCode.PARAMETER, session.prepare(sql).bind(1, 1)::execute);
        }
        PreparedStatement insert =
                session.prepare("INSERT INTO t (a) VALUES (?)").bindAll(1, 2);
        assertRefused(ErrorCode.PARAMETER, insert::execute);
        assertFalse(session.inTransaction());
    }

    @Test
    void changesOfStructureAreFollowed() {
        PreparedStatement point =
                session.prepare("SELECT * FROM t WHERE id = ?").bind(1, 1);
        assertEquals("[(1, 'one', 1.5)]", list(point));
        assertEquals("[(1, 'one', 1.5)]", list(point));
        database.execute("CREATE INDEX by_a ON t (a)");
        assertEquals("[(1, 'one', 1.5)]", list(point));
        database.execute("DROP TABLE t");
        assertRefused(ErrorCode.UNKNOWN_TABLE, point::query);
        assertRefused(ErrorCode.UNKNOWN_TABLE, point::query);
        database.execute("CREATE TABLE t (x, id TEXT PRIMARY KEY)");
        database.execute("INSERT INTO t VALUES (7, '1')");
        Rows rows = point.query();
        assertEquals(2, rows.columnCount());
        assertEquals("[(7, '1')]", rows.toList().toString());
        assertEquals("[(7, '1')]", list(point.bind(1, "1")));
        database.execute("DROP TABLE t");
        database.execute("CREATE TABLE t (id, x)");
        database.execute("INSERT INTO t VALUES ('1', 1), ('1', 2)");
        assertEquals("[('1', 1), ('1', 2)]", list(point));
    }

    @Test
    void aStructureThatIsTakenBackIsForgotten() {
        PreparedStatement point =
                session.prepare("SELECT * FROM t WHERE id = ?").bind(1, 1);
        session.execute("BEGIN");
        session.execute("DROP TABLE t");
        session.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, z)");
        session.execute("INSERT INTO t VALUES (1, 'z')");
        assertEquals("[(1, 'z')]", list(point));
        session.execute("ROLLBACK");
        assertEquals("[(1, 'one', 1.5)]", list(point));
        assertEquals("[(1, 'one', 1.5)]", list(point));
    }

    @Test
    void transactionsSeeTheirOwnWritesAndTheirSnapshot() {
        PreparedStatement point =
                session.prepare("SELECT a FROM t WHERE id = ?").bind(1, 1);
        assertEquals("[('one')]", list(point));
        session.execute("BEGIN");
        database.execute("UPDATE t SET a = 'other' WHERE id = 1");
        assertEquals("[('one')]", list(point), "the snapshot was taken at BEGIN");
        session.execute("ROLLBACK");
        assertEquals("[('other')]", list(point), "outside it is the newest state");

        session.execute("BEGIN IMMEDIATE");
        session.execute("UPDATE t SET a = 'own' WHERE id = 1");
        assertEquals("[('own')]", list(point));
        assertEquals(
                "[('other')]",
                database.query("SELECT a FROM t WHERE id = 1").toList().toString());
        session.execute("ROLLBACK");
        assertEquals("[('other')]", list(point));
    }

    @Test
    void laterWritesDoNotShowInAResult() {
        PreparedStatement point =
                session.prepare("SELECT a, id FROM t WHERE id = ?").bind(1, 1);
        list(point);
        Rows before = point.query();
        session.execute("UPDATE t SET a = 'new'");
        session.execute("DELETE FROM t");
        assertTrue(before.next());
        assertEquals("one", before.getString("a"));
        assertEquals("[]", list(point));
    }

    @Test
    void closedSessionsAndDatabasesRefuse() {
        Session other = database.session();
        PreparedStatement point = other.prepare("SELECT a FROM t WHERE id = ?").bind(1, 1);
        list(point);
        other.close();
        assertRefused(ErrorCode.CLOSED, point::query);
        assertRefused(ErrorCode.CLOSED, point::execute);
        PreparedStatement own = session.prepare("SELECT a FROM t WHERE id = ?").bind(1, 1);
        list(own);
        database.close();
        assertRefused(ErrorCode.CLOSED, own::query);
        assertRefused(ErrorCode.CLOSED, () -> session.prepare("DELETE FROM t").execute());
        assertRefused(ErrorCode.CLOSED, () -> session.prepare("BEGIN").execute());
    }

    @Test
    void thePointPathFindsWhatTheGeneralOneFinds() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String[] types = {
            "INTEGER PRIMARY KEY",
            "INT PRIMARY KEY",
            "TEXT PRIMARY KEY",
            "TEXT COLLATE NOCASE PRIMARY KEY",
            "TEXT COLLATE RTRIM PRIMARY KEY",
            "REAL PRIMARY KEY",
            "NUMERIC PRIMARY KEY",
            "BLOB PRIMARY KEY"
        };
        for (int i = 0; i < types.length; i++) {
            String table = "k" + i;
            session.execute("CREATE TABLE " + table + " (x, k " + types[i] + ", y)");
            for (int row = 0; row < 60; row++) {
                session.execute(
                        "INSERT OR IGNORE INTO " + table + " VALUES (?, ?, ?)",
                        row,
                        i == 0 ? (Object) (long) (random.nextInt(12) - 6) : key(random),
                        "y" + row);
            }
        }
        String[] queries = {
            "SELECT y, x, y, k FROM % WHERE k = ?",
            "SELECT * FROM % WHERE ? = k",
            "SELECT x FROM % AS other WHERE other.k IS ?",
            "SELECT y FROM % WHERE k = ?1 AND x < 30",
            "SELECT y FROM % WHERE k = ? LIMIT 1",
            "SELECT y FROM % WHERE k = ? COLLATE NOCASE",
            "SELECT y FROM % WHERE k = +?"
        };
        int found = 0;
        for (int i = 0; i < ROUNDS; i++) {
            String sql = queries[random.nextInt(queries.length)].replace(
                    "%", "k" + random.nextInt(types.length));
            Object key = key(random);
            String reason = "seed " + seed + ": " + sql + " of " + key;
            PreparedStatement prepared = session.prepare(sql);
            prepared.bind(1, key(random)).query();
            String fast = list(prepared.bind(1, key));
            session.execute("BEGIN");
            assertEquals(list(prepared), fast, reason);
            session.execute("COMMIT");
            // No index serves an OR of which one side has no column.
            String scan = sql.replace("WHERE", "WHERE 0 OR");
            assertEquals(session.query(scan, key).toList().toString(), fast, reason);
            found += fast.length() > 2 ? 1 : 0;
        }
        assertTrue(found > ROUNDS / 10, "the keys that are asked for are often there: " + found);
    }

    /** A key of any type, of few values, so that some are equal and some nearly so. */
    private static @Nullable Object key(Random random) {
        int number = random.nextInt(12) - 6;
        String[] texts = {"a", "A", "a ", "b\u00FC", "B\u00FC", "a\uD800", "", "\u0000"};
        return switch (random.nextInt(9)) {
            case 0 -> (long) number;
            case 1 -> number;
            case 2 -> (double) number;
            case 3 -> number + 0.5;
            case 4 -> String.valueOf(number);
            case 5 -> number + ".0";
            case 6 -> texts[random.nextInt(texts.length)];
            case 7 -> new UUID(number, 1);
            default -> random.nextInt(9) == 0 ? null : new byte[] {(byte) number};
        };
    }

    private static String list(PreparedStatement statement) {
        return statement.query().toList().toString();
    }
}
