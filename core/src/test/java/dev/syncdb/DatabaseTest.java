package dev.syncdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.ChangeSet;
import dev.syncdb.clock.Stamp;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.error.SyncDbException;
import dev.syncdb.journal.Durability;
import dev.syncdb.journal.FileDisk;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

final class DatabaseTest {
    @Test
    void aScriptIsLoadedAsAWhole() {
        try (Database database = Database.inMemory()) {
            database.load("""
                    PRAGMA foreign_keys=OFF;
                    PRAGMA encoding = 'UTF-8';
                    BEGIN TRANSACTION;
                    CREATE TABLE c (id INTEGER PRIMARY KEY, p INTEGER REFERENCES p);
                    INSERT INTO c VALUES (1, 5);
                    SELECT * FROM c;
                    CREATE TABLE IF NOT EXISTS p (id INTEGER PRIMARY KEY);
                    INSERT INTO p VALUES (5);
                    COMMIT;
                    """);

            assertEquals(
                    1,
                    database.query("SELECT * FROM c JOIN p ON p.id = c.p")
                            .toList()
                            .size());
            assertEquals(List.of(), database.check());
        }
    }

    @Test
    void aScriptThatFailsSaysWhereAndLeavesNothing() {
        try (Database database = Database.inMemory()) {
            Incorrect unique = assertThrows(
                    Incorrect.class,
                    () -> database.load(
                            "CREATE TABLE t (a PRIMARY KEY);\nINSERT INTO t VALUES (1);\n\n"
                                    + "  INSERT INTO t VALUES (1);"));
            assertEquals(ErrorCode.PRIMARY_KEY, unique.code());
            assertTrue(unique.getMessage().contains("line 4, column 3"), unique.getMessage());
            assertEquals("t", unique.table());
            assertNull(database.schema().find("t"), "all or nothing");

            Incorrect unknown =
                    assertThrows(Incorrect.class, () -> database.load("\nSELECT nope(1)"));
            assertEquals(ErrorCode.UNKNOWN_FUNCTION, unknown.code());
            assertTrue(unknown.getMessage().contains("line 2, column 8"), unknown.getMessage());

            Incorrect syntax = assertThrows(
                    Incorrect.class, () -> database.load("CREATE TABLE t (a);\nCREATE NONSENSE"));
            assertEquals(ErrorCode.SYNTAX, syntax.code());
            assertTrue(syntax.getMessage().contains("line 2, column 8"), syntax.getMessage());

            Incorrect rollback = assertThrows(
                    Incorrect.class, () -> database.load("CREATE TABLE t (a); ROLLBACK;"));
            assertEquals(ErrorCode.TRANSACTION, rollback.code());
            assertNull(database.schema().find("t"));
        }
    }

    @Test
    void readAndWriteBracketTheirWork() {
        try (Database database = Database.inMemory()) {
            database.execute("CREATE TABLE t (a)");
            assertEquals("done", database.write(session -> {
                session.execute("INSERT INTO t VALUES (1)");
                return "done";
            }));
            assertThrows(
                    IllegalStateException.class,
                    () -> database.write(session -> {
                        session.execute("INSERT INTO t VALUES (2)");
                        throw new IllegalStateException("changed my mind");
                    }));
            assertEquals(
                    ErrorCode.TRANSACTION,
                    refusal(() -> database.write(session -> {
                        session.execute("INSERT INTO t VALUES (3)");
                        return session.execute("COMMIT");
                    })));
            assertEquals(
                    ErrorCode.TRANSACTION,
                    refusal(() -> database.read(session -> session.execute("DELETE FROM t"))));
            long seen = database.read(session -> {
                long before = session.query("SELECT * FROM t").toList().size();
                database.execute("INSERT INTO t VALUES (4)");
                return before - session.query("SELECT * FROM t").toList().size();
            });
            assertEquals(0, seen, "a read sees one state");
            assertEquals(
                    "[(1), (4)]", database.query("SELECT a FROM t").toList().toString());
        }
    }

    @Test
    void aDefinitionThatHasNothingToDoIsNoCommit() throws Exception {
        try (Database database = Database.inMemory()) {
            database.execute("CREATE TABLE IF NOT EXISTS t (a)");
            List<ChangeSet> heard = new ArrayList<>();
            AutoCloseable handle = database.observe(heard::add);
            database.execute("CREATE TABLE IF NOT EXISTS t (a)");
            database.execute("DROP TABLE IF EXISTS other");
            handle.close();
            assertEquals(List.of(), heard, "an app runs its schema at every start");
        }
    }

    @Test
    void listenersHearOfCommits() throws Exception {
        try (Database database = Database.inMemory()) {
            List<ChangeSet> heard = new ArrayList<>();
            AutoCloseable handle = database.observe(heard::add);
            database.execute("CREATE TABLE t (a)");
            database.execute("INSERT INTO t VALUES (1), (2)");
            database.execute("DELETE FROM t WHERE a = 9");
            handle.close();
            database.execute("DELETE FROM t");

            assertEquals(2, heard.size(), "who changes nothing commits nothing");
            assertEquals(2, heard.get(1).changes().size());
        }
    }

    @Test
    void aClosedDatabaseRefuses() {
        Database database = Database.inMemory();
        Session session = database.session();
        database.close();
        database.close();

        assertEquals(ErrorCode.CLOSED, refusal(() -> database.query("SELECT 1")));
        assertEquals(ErrorCode.CLOSED, refusal(() -> session.query("SELECT 1")));
        assertEquals(ErrorCode.CLOSED, refusal(database::check));
    }

    @Test
    void aDatabaseComesBackFromItsFolder(@TempDir Path folder) {
        try (Database database = Database.open(folder)) {
            database.load("""
                    CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT);
                    CREATE INDEX t_a ON t (a);
                    INSERT INTO t (a) VALUES ('one'), ('two'), ('three');
                    """);
            database.execute("UPDATE t SET a = 'zwei' WHERE id = 2");
            database.execute("DELETE FROM t WHERE id = 3");
            assertEquals(ErrorCode.STORE_IN_USE, refusal(() -> Database.open(folder)));
        }
        try (Database database = Database.open(folder)) {
            assertEquals(
                    "[(2, 'zwei')]",
                    database.query("SELECT * FROM t WHERE a > 'p'").toList().toString());
            database.execute("INSERT INTO t (a) VALUES ('vier')");
            assertEquals(
                    "[(4)]", database.query("SELECT max(id) FROM t").toList().toString());
            assertEquals(List.of(), database.check());
        }
    }

    @Test
    void aLongLogBecomesASnapshot(@TempDir Path folder) throws IOException {
        DatabaseOptions options = new DatabaseOptions(
                        DatabaseOptions.systemEnvironment(), Durability.NONE)
                .withScheduler(null);
        String big = "x".repeat(100_000);
        try (Database database = Database.open(new FileDisk(folder), options)) {
            database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)");
            database.execute("CREATE INDEX t_id ON t (id, a)");
            database.execute("CREATE TABLE empty (a)");
            for (int i = 0; i < 1_200; i++) {
                database.execute("INSERT INTO t VALUES (?, 'small')", i);
            }
            for (int i = 0; i < DatabaseOptions.LOG_BYTES_MAX / 100_000 + 10; i++) {
                database.execute("UPDATE t SET a = ? WHERE id = 7", big + i);
            }
        }
        long bytes;
        try (Stream<Path> files = Files.walk(folder)) {
            bytes = files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
        assertTrue(bytes < DatabaseOptions.LOG_BYTES_MAX / 2, "the log was cut: " + bytes);
        try (Database database = Database.open(new FileDisk(folder), options)) {
            assertEquals(
                    "[(1200)]",
                    database.query("SELECT count(*) FROM t").toList().toString());
            assertEquals(1, database.schema().table("t").indexes().size());
            assertEquals(List.of(), database.check());
        }
    }

    @Test
    void writersTakeTurns() throws InterruptedException {
        try (Database database = Database.inMemory()) {
            database.execute("CREATE TABLE t (a INTEGER)");
            database.execute("INSERT INTO t VALUES (0)");
            CountDownLatch start = new CountDownLatch(1);
            List<Thread> writers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Thread writer = new Thread(() -> {
                    await(start);
                    for (int j = 0; j < 50; j++) {
                        database.execute("UPDATE t SET a = a + 1");
                    }
                });
                writer.start();
                writers.add(writer);
            }
            start.countDown();
            for (Thread writer : writers) {
                writer.join();
            }
            assertEquals("[(200)]", database.query("SELECT a FROM t").toList().toString());
        }
    }

    @Test
    void anInterruptedWriterGivesUp() throws InterruptedException {
        try (Database database = Database.inMemory();
                Session holder = database.session()) {
            holder.execute("BEGIN IMMEDIATE");
            AtomicReference<ErrorCode> code = new AtomicReference<>();
            Thread writer = new Thread(() -> code.set(refusal(() -> database.load("SELECT 1"))));
            writer.start();
            writer.interrupt();
            writer.join();

            assertEquals(ErrorCode.BUSY, code.get());
            holder.execute("ROLLBACK");
        }
    }

    @Test
    void theSystemHasAClockAndChance() {
        Stamp first = new SystemClock().now();
        Stamp second = new SystemClock().now();

        assertEquals(first.bootId(), second.bootId(), "one process has one monotonic clock");
        assertTrue(second.monotonicMillis() >= first.monotonicMillis());
        SystemRandom random = new SystemRandom();
        assertFalse(random.nextLong() == random.nextLong() && random.nextLong() == 0);
        assertEquals(Durability.FULL, DatabaseOptions.standard().durability());
    }

    private static ErrorCode refusal(Runnable call) {
        return assertThrows(SyncDbException.class, call::run).code();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
