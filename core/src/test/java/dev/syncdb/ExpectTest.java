package dev.syncdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.SyncDbException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Preconditions where everything is seen: they hold, and what they name must be there. */
class ExpectTest {
    private final Database database = Database.inMemory();

    @BeforeEach
    void fill() {
        database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b AS (a + 1))");
        database.execute("INSERT INTO t (id, a) VALUES (1, 10), (2, 20)");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void itChangesNothing() {
        assertEquals(0, database.execute("EXPECT SELECT a FROM t WHERE id = ?", 1));
        assertEquals(0, database.execute("EXPECT SELECT * FROM t AS x WHERE x.a + x.b > 20"));
        assertEquals(List.of(), database.query("EXPECT SELECT id, a FROM t").toList());
        assertEquals(10L, database.query("SELECT a FROM t").toList().get(0).longAt(0));
    }

    @Test
    void itIsPartOfATransaction() {
        try (Session session = database.session()) {
            session.execute("BEGIN");
            session.execute("EXPECT SELECT a FROM t WHERE id = 1");
            session.execute("UPDATE t SET a = 11 WHERE id = 1");
            session.execute("COMMIT");
        }
        assertEquals(
                11L,
                database.query("SELECT a FROM t WHERE id = 1").toList().get(0).longAt(0));
    }

    @Test
    void whereNoRowIsFoundItFails() {
        assertEquals(ErrorCode.ROW_ABSENT, refused("EXPECT SELECT a FROM t WHERE id = 3"));
        assertEquals(ErrorCode.ROW_ABSENT, refused("EXPECT SELECT a FROM t WHERE 1 = 2"));
        assertEquals(ErrorCode.ROW_ABSENT, refused("EXPECT SELECT a FROM t WHERE id = NULL"));
    }

    @Test
    void itNamesWhatThereIs() {
        assertEquals(ErrorCode.UNKNOWN_TABLE, refused("EXPECT SELECT a FROM u"));
        assertEquals(ErrorCode.UNKNOWN_COLUMN, refused("EXPECT SELECT c FROM t"));
        assertEquals(ErrorCode.UNKNOWN_COLUMN, refused("EXPECT SELECT a FROM t WHERE c = 1"));
        assertEquals(ErrorCode.SCHEMA, refused("EXPECT SELECT b FROM t"), "it follows from a");
        assertEquals(ErrorCode.FORBIDDEN, refused("EXPECT SELECT id FROM syncdb_conflicts"));
    }

    private ErrorCode refused(String statement) {
        return assertThrows(SyncDbException.class, () -> database.execute(statement), statement)
                .code();
    }
}
