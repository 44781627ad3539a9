package dev.syncdb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import java.util.List;
import java.util.UUID;

final class RowsTest {
    private final Database database = Database.inMemory();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void cellsAreReadByPlaceAndByName() {
        try (Rows rows =
                database.query("SELECT 1 AS i, 2.5 r, 'x' AS t, x'0102' AS b, NULL AS n")) {
            assertEquals(5, rows.columnCount());
            assertEquals("r", rows.columnName(1));
            assertTrue(rows.next());
            assertEquals(1, rows.getLong(0));
            assertEquals(1, rows.getLong("I"));
            assertEquals(2.5, rows.getDouble(1));
            assertEquals(1.0, rows.getDouble("i"));
            assertEquals("x", rows.getString("t"));
            assertEquals("2.5", rows.getString(1), "numbers are shown as SQLite shows them");
            assertArrayEquals(new byte[] {1, 2}, rows.getBytes(3));
            assertArrayEquals(new byte[] {1, 2}, rows.getBytes("b"));
            assertNull(rows.getString("n"));
            assertNull(rows.getBytes("n"));
            assertTrue(rows.isNull("n"));
            assertFalse(rows.isNull(0));
            assertEquals(Value.of("x"), rows.value("t"));
            assertThrows(Incorrect.class, () -> rows.getLong("t"));
            assertThrows(Incorrect.class, () -> rows.getString("b"));
            assertThrows(Incorrect.class, () -> rows.column("nope"));
            assertFalse(rows.next());
            assertFalse(rows.next());
            assertRefused(ErrorCode.ROW_ABSENT, rows::row);
        }
    }

    @Test
    void theListHasWhatIsLeft() {
        Rows rows = database.query("VALUES (1), (2), (3)");
        assertRefused(ErrorCode.ROW_ABSENT, rows::row);
        rows.next();

        assertEquals(List.of(Row.of(Value.of(2)), Row.of(Value.of(3))), rows.toList());
        assertEquals(Row.of(Value.of(1)), rows.row());
    }

    @Test
    void columnsAreNamedAsInSqlite() {
        database.execute("CREATE TABLE t (Name, b)");
        Rows rows = database.query("SELECT name, t.B, name || b, count(*) AS n, (1) FROM t");

        assertEquals("Name", rows.columnName(0), "as the table spells it");
        assertEquals("b", rows.columnName(1));
        assertEquals("name || b", rows.columnName(2));
        assertEquals("n", rows.columnName(3));
        assertEquals("column1", database.query("VALUES (1)").columnName(0));
    }

    @Test
    void columnsMayBeRepeatedReorderedAndCut() {
        database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a, b)");
        database.execute("INSERT INTO t VALUES (1, 'x', 2.5), (2, 'y', NULL), (3, 'z', x'00')");

        Rows rows = database.query("SELECT b, id, b AS again FROM t LIMIT 2 OFFSET 1");
        assertEquals(3, rows.columnCount());
        assertEquals("again", rows.columnName(2));
        assertTrue(rows.next());
        assertTrue(rows.isNull(0));
        assertTrue(rows.isNull("again"));
        assertEquals(2, rows.getLong("id"));
        assertEquals("(NULL, 2, NULL)", rows.row().toString());
        assertEquals("[(x'00', 3, x'00')]", rows.toList().toString());
        assertTrue(rows.next());
        assertArrayEquals(new byte[] {0}, rows.getBytes(2));
        assertFalse(rows.next());
        assertEquals(List.of(), rows.toList());

        assertEquals("[(x), (y), (z)]", list("SELECT a FROM t").replace("'", ""));
        assertEquals("[(3, 'z', x'00')]", list("SELECT * FROM t WHERE id > 2"));
        assertEquals("[(2.5, 1)]", list("SELECT b, id FROM t ORDER BY b DESC LIMIT 1 OFFSET 1"));
        assertEquals("[]", list("SELECT b, a FROM t LIMIT 0"));
    }

    @Test
    void aColumnThatIsNotThereIsRefused() {
        database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a, b)");
        database.execute("INSERT INTO t VALUES (1, 'x', 2.5)");
        for (String sql : List.of("SELECT a FROM t", "SELECT a || 1 FROM t", "VALUES (1)")) {
            Rows rows = database.query(sql);
            assertTrue(rows.next());
            for (int column : new int[] {-1, 1, 2, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
                refusesEveryGetter(ErrorCode.UNKNOWN_COLUMN, rows, column);
                assertRefused(ErrorCode.UNKNOWN_COLUMN, () -> rows.columnName(column));
            }
            assertFalse(rows.next());
            refusesEveryGetter(ErrorCode.ROW_ABSENT, rows, 0);
            assertRefused(ErrorCode.ROW_ABSENT, rows::row);
        }
    }

    static void refusesEveryGetter(ErrorCode code, RowCursor rows, int column) {
        assertRefused(code, () -> rows.value(column));
        assertRefused(code, () -> rows.isNull(column));
        assertRefused(code, () -> rows.getLong(column));
        assertRefused(code, () -> rows.getDouble(column));
        assertRefused(code, () -> rows.getString(column));
        assertRefused(code, () -> rows.getBytes(column));
    }

    static Incorrect assertRefused(ErrorCode code, Executable call) {
        Incorrect refused = assertThrows(Incorrect.class, call);
        assertEquals(code, refused.code(), refused.getMessage());
        return refused;
    }

    private String list(String sql) {
        return database.query(sql).toList().toString();
    }

    @Test
    void javaValuesBecomeSqlValues() {
        UUID uuid = new UUID(1, 2);
        Object[] given = {
            null,
            1L,
            2,
            (short) 3,
            (byte) 4,
            1.5,
            2.5f,
            true,
            "t",
            new byte[] {9},
            Bytes.EMPTY,
            uuid,
            Value.of(7)
        };
        Row row = database.query("SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?", given)
                .toList()
                .get(0);

        assertEquals(
                "(NULL, 1, 2, 3, 4, 1.5, 2.5, 1, 't', x'09', x'', '" + uuid + "', 7)",
                row.toString());
    }
}
