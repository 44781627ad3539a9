package dev.syncdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.SyncDbException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

final class SessionTest {
    private final Database database = Database.inMemory();
    private final Session session = database.session();

    SessionTest() {
        session.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a UNIQUE)");
        session.execute("INSERT INTO t VALUES (1, 'one')");
    }

    @AfterEach
    void close() {
        session.close();
        assertEquals(List.of(), database.check());
        database.close();
    }

    @Test
    void aTransactionIsSeenByOthersWhenItCommits() {
        session.execute("BEGIN");
        session.execute("INSERT INTO t VALUES (2, 'two')");
        assertTrue(session.inTransaction());
        assertEquals(2, count(session), "a transaction sees its own writes");
        assertEquals(1, database.query("SELECT * FROM t").toList().size());

        session.execute("COMMIT");

        assertFalse(session.inTransaction());
        assertEquals(2, database.query("SELECT * FROM t").toList().size());
    }

    @Test
    void rollbackUndoesEverything() {
        session.execute("BEGIN IMMEDIATE");
        session.execute("CREATE TABLE u (x)");
        session.execute("DELETE FROM t");
        session.execute("ROLLBACK");

        assertEquals(1, count(session));
        refused(ErrorCode.UNKNOWN_TABLE, "SELECT * FROM u");
    }

    @Test
    void aFailedStatementLeavesTheTransactionOpenAndItselfUndone() {
        session.execute("BEGIN");
        session.execute("INSERT INTO t VALUES (2, 'two')");
        refused(ErrorCode.UNIQUE, "INSERT INTO t VALUES (3, 'three'), (4, 'one')");

        assertTrue(session.inTransaction());
        session.execute("END");
        assertEquals(2, count(session), "of the failed statement nothing remains");
    }

    @Test
    void orFailKeepsWhatWasDoneAndOrRollbackEndsTheTransaction() {
        refused(ErrorCode.UNIQUE, "INSERT OR FAIL INTO t VALUES (3, 'three'), (4, 'one')");
        assertEquals(2, count(session), "also where the statement is a transaction of its own");

        session.execute("BEGIN");
        refused(ErrorCode.UNIQUE, "INSERT OR FAIL INTO t VALUES (5, 'five'), (4, 'one')");
        assertEquals(3, count(session));
        refused(ErrorCode.UNIQUE, "UPDATE OR ROLLBACK t SET a = 'one'");
        assertFalse(session.inTransaction());
        assertEquals(2, count(session));
    }

    @Test
    void aTableIsDroppedThoughItsRowsDragEachOtherAlong() {
        session.execute("CREATE TABLE tree (id INTEGER PRIMARY KEY,"
                + " parent REFERENCES tree ON DELETE CASCADE)");
        session.execute("INSERT INTO tree VALUES (1, NULL), (2, 1), (3, 2), (4, 3), (5, NULL)");
        session.execute("DROP TABLE tree");
        refused(ErrorCode.UNKNOWN_TABLE, "SELECT * FROM tree");
    }

    @Test
    void savepointsNest() {
        session.execute("SAVEPOINT outer");
        session.execute("INSERT INTO t VALUES (2, 'two')");
        session.execute("SAVEPOINT inner");
        session.execute("INSERT INTO t VALUES (3, 'three')");
        session.execute("ROLLBACK TO inner");
        session.execute("INSERT INTO t VALUES (4, 'four')");
        session.execute("RELEASE inner");
        refused(ErrorCode.TRANSACTION, "RELEASE inner");
        assertTrue(session.inTransaction());
        session.execute("RELEASE outer");

        assertFalse(session.inTransaction(), "the outermost savepoint began the transaction");
        assertEquals(
                "[(1), (2), (4)]", session.query("SELECT id FROM t").toList().toString());
    }

    @Test
    void aReaderKeepsItsSnapshotAndCannotWriteOnAnOldOne() {
        session.execute("BEGIN");
        assertEquals(1, count(session));
        database.execute("INSERT INTO t VALUES (2, 'two')");

        assertEquals(1, count(session), "the snapshot was taken at BEGIN");
        refused(ErrorCode.CHANGED, "DELETE FROM t");
        session.execute("ROLLBACK");
        assertEquals(2, session.execute("DELETE FROM t"));
    }

    @Test
    void readersCommitWithoutWriting() {
        session.execute("BEGIN");
        assertEquals(1, count(session));
        session.execute("COMMIT");

        assertFalse(session.inTransaction());
    }

    @Test
    void transactionsDoNotNest() {
        refused(ErrorCode.TRANSACTION, "COMMIT");
        refused(ErrorCode.TRANSACTION, "ROLLBACK");
        refused(ErrorCode.TRANSACTION, "ROLLBACK TO x");
        refused(ErrorCode.TRANSACTION, "RELEASE x");
        session.execute("BEGIN");
        refused(ErrorCode.TRANSACTION, "BEGIN");
    }

    @Test
    void twoSessionsOfOneThreadCannotBothWrite() {
        session.execute("BEGIN IMMEDIATE");
        SyncDbException refused =
                assertThrows(SyncDbException.class, () -> database.execute("DELETE FROM t"));
        assertEquals(ErrorCode.TRANSACTION, refused.code(), "waiting would never end");
    }

    @Test
    void foreignKeysAreSwitchedOutsideOfTransactions() {
        session.execute("CREATE TABLE c (t INTEGER REFERENCES t)");
        refused(ErrorCode.FOREIGN_KEY, "INSERT INTO c VALUES (9)");
        assertEquals(
                1, session.query("PRAGMA foreign_keys").toList().get(0).at(0).asLong());

        session.execute("PRAGMA foreign_keys = OFF");
        session.execute("INSERT INTO c VALUES (9)");
        session.execute("BEGIN");
        session.execute("PRAGMA foreign_keys = ON");
        session.execute("INSERT INTO c VALUES (10)");
        session.execute("COMMIT");
        session.execute("DELETE FROM c");
        session.execute("PRAGMA foreign_keys(yes)");
        refused(ErrorCode.FOREIGN_KEY, "INSERT INTO c VALUES (9)");
        refused(ErrorCode.UNSUPPORTED, "PRAGMA journal_mode");
    }

    @Test
    void aDeferredForeignKeyHoldsUpTheCommit() {
        session.execute("CREATE TABLE c (t INTEGER REFERENCES t DEFERRABLE INITIALLY DEFERRED)");
        session.execute("BEGIN");
        session.execute("INSERT INTO c VALUES (2)");
        refused(ErrorCode.FOREIGN_KEY, "COMMIT");
        assertTrue(session.inTransaction(), "the transaction can be mended");
        session.execute("INSERT INTO t VALUES (2, 'two')");
        session.execute("COMMIT");
        refused(ErrorCode.FOREIGN_KEY, "INSERT INTO c VALUES (3)");
        assertFalse(session.inTransaction());
    }

    @Test
    void internalTablesAreReadAndNotWritten() {
        session.execute("CREATE TABLE n (id INTEGER PRIMARY KEY AUTOINCREMENT)");
        session.execute("INSERT INTO n VALUES (5)");
        assertEquals(1, session.query("SELECT * FROM sqlite_sequence").toList().size());
        for (String sql : List.of(
                "DELETE FROM sqlite_sequence",
                "UPDATE sqlite_sequence SET seq = 1",
                "INSERT INTO syncdb_status VALUES (1)",
                "CREATE TABLE syncdb_x (a)",
                "CREATE TABLE SQLite_x (a)",
                "CREATE INDEX syncdb_i ON t (a)",
                "CREATE INDEX i ON sqlite_sequence (seq)",
                "DROP TABLE sqlite_sequence",
                "DROP INDEX sqlite_autoindex_x_1")) {
            refused(ErrorCode.FORBIDDEN, sql);
        }
        refused(ErrorCode.UNKNOWN_INDEX, "DROP INDEX i");
        session.execute("CREATE INDEX i ON t (a)");
        session.execute("DROP INDEX i");
    }

    @Test
    void plansAreMadeAnewWhenTheSchemaChanges() {
        String sql = "SELECT * FROM t WHERE a = 'one'";
        assertEquals(2, session.query(sql).columnCount());
        session.execute("CREATE INDEX t_a ON t (a)");
        assertEquals(2, session.query(sql).columnCount());
        session.execute("DROP TABLE t");
        session.execute("CREATE TABLE t (x, y, a)");
        assertEquals(3, session.query(sql).columnCount());
        assertEquals(1, session.schema().tables().size());
    }

    @Test
    void parametersComeByPlaceOrByName() {
        assertEquals(1, session.execute("INSERT INTO t VALUES (?, ?)", 2, "two"));
        assertEquals(
                1,
                session.execute(
                        "UPDATE t SET a = $a WHERE id = :id", Map.of("a", "zwei", ":id", 2)));
        assertEquals(
                "[(2)]",
                session.query("SELECT id FROM t WHERE a = @a", Map.of("a", "zwei"))
                        .toList()
                        .toString());
        refused(ErrorCode.PARAMETER, "SELECT ?");
        refused(ErrorCode.PARAMETER, "SELECT 1", 1);
        refused(ErrorCode.PARAMETER, "BEGIN", 1);
        refused(ErrorCode.PARAMETER, "SELECT ?", new StringBuilder());
        refused(ErrorCode.PARAMETER, "SELECT ?", new java.math.BigDecimal(1));
        assertThrows(SyncDbException.class, () -> session.query("SELECT ?", Map.of("a", 1)));
        assertThrows(SyncDbException.class, () -> session.query("SELECT :b", Map.of("a", 1)));
        assertThrows(
                SyncDbException.class, () -> session.query("SELECT :a", Map.of("a", 1, "b", 2)));
        assertThrows(SyncDbException.class, () -> session.query("COMMIT", Map.of("a", 1)));
    }

    @Test
    void aClosedSessionRefusesAndHasRolledBack() {
        session.execute("BEGIN");
        session.execute("DELETE FROM t");
        session.close();
        session.close();

        assertEquals(1, database.query("SELECT * FROM t").toList().size());
        refused(ErrorCode.CLOSED, "SELECT 1");
        refused(ErrorCode.CLOSED, "BEGIN IMMEDIATE");
    }

    private static int count(Session session) {
        return session.query("SELECT * FROM t").toList().size();
    }

    private void refused(ErrorCode code, String sql, Object... parameters) {
        SyncDbException refused =
                assertThrows(SyncDbException.class, () -> session.query(sql, parameters), sql);
        assertEquals(code, refused.code(), sql + ": " + refused.getMessage());
    }
}
