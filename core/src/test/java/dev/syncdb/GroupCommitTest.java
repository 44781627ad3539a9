package dev.syncdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Retryable;
import dev.syncdb.error.SyncDbException;
import dev.syncdb.journal.Durability;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** Writers that wait for the disk together. */
@Timeout(60)
final class GroupCommitTest {
    @TempDir
    private Path folder;

    private WatchedDisk disk;
    private Database database;

    /** A commit on a thread of its own. */
    private static final class Writer {
        private final AtomicReference<@Nullable SyncDbException> failure = new AtomicReference<>();
        private final Thread thread;

        Writer(Database database, String sql) {
            thread = new Thread(() -> {
                try {
                    database.execute(sql);
                } catch (SyncDbException refused) {
                    failure.set(refused);
                }
            });
            thread.start();
        }

        @Nullable
        ErrorCode end() throws InterruptedException {
            thread.join();
            SyncDbException refused = failure.get();
            return refused == null ? null : refused.code();
        }
    }

    /** The next force of the log waits until it is let go, and may then fail. */
    private final class Gate {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);
        private volatile boolean refuse;

        Gate() {
            disk.beforeForce = name -> {
                disk.beforeForce = later -> {};
                reached.countDown();
                await(open);
                if (refuse) {
                    throw new Retryable(ErrorCode.IO, "refused as it was told", 0);
                }
            };
        }

        /** Starts a commit and returns once its force has begun. */
        Writer holdUp(String sql) {
            Writer writer = new Writer(database, sql);
            await(reached);
            return writer;
        }

        void letGo() {
            open.countDown();
        }

        void fail() {
            refuse = true;
            open.countDown();
        }
    }

    @BeforeEach
    void open() {
        disk = new WatchedDisk(folder);
        database = Database.open(disk, options());
        database.execute("CREATE TABLE t (a INTEGER PRIMARY KEY)");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aSingleWriterWritesAndForcesOnceForEachCommit() {
        long writes = disk.writes.get();
        long forces = disk.forces.get();
        for (int i = 0; i < 100; i++) {
            database.execute("INSERT INTO t VALUES (?)", i);
        }
        assertEquals(100, disk.writes.get() - writes);
        assertEquals(100, disk.forces.get() - forces);
    }

    @Test
    void whoWaitsTogetherIsForcedTogether() throws InterruptedException {
        Gate gate = new Gate();
        Writer first = gate.holdUp("INSERT INTO t VALUES (1)");
        long forces = disk.forces.get();
        List<Writer> others = startAndAwaitWrites(
                "INSERT INTO t VALUES (2)", "INSERT INTO t VALUES (3)", "INSERT INTO t VALUES (4)");
        assertEquals("[]", rows(), "nobody sees what is not durable");
        assertEquals(List.of(), database.check());
        gate.letGo();
        assertNull(first.end());
        for (Writer other : others) {
            assertNull(other.end());
        }
        assertEquals(2, disk.forces.get() - forces, "one for the first, one for the others");
        assertEquals("[(1), (2), (3), (4)]", rows());
    }

    @Test
    void aTransactionThatThinksDoesNotHoldUpCommitsBeforeIt() throws InterruptedException {
        Gate gate = new Gate();
        Writer first = gate.holdUp("INSERT INTO t VALUES (1)");
        try (Session session = database.session()) {
            session.execute("BEGIN IMMEDIATE");
            session.execute("SAVEPOINT s");
            session.execute("INSERT INTO t VALUES (2)");
            assertEquals("[(1), (2)]", rows(session), "it builds on what waits");
            gate.letGo();
            assertNull(first.end());
            assertEquals("[(1)]", rows());
            session.execute("ROLLBACK TO s");
            session.execute("INSERT INTO t VALUES (3)");
            session.execute("COMMIT");
        }
        assertEquals("[(1), (3)]", rows());
        assertEquals(List.of(), database.check());
    }

    @Test
    void aFailedForceUndoesAllThatWaitedForItAndWhatBuildsOnThem() throws InterruptedException {
        database.execute("INSERT INTO t VALUES (0)");
        Gate gate = new Gate();
        Writer first = gate.holdUp("INSERT INTO t VALUES (1)");
        Writer second = startAndAwaitWrites("INSERT INTO t VALUES (2)").get(0);
        try (Session session = database.session()) {
            session.execute("BEGIN IMMEDIATE");
            session.execute("INSERT INTO t VALUES (3)");
            gate.fail();
            assertEquals(ErrorCode.IO, first.end());
            assertEquals(ErrorCode.IO, second.end());
            assertEquals("[(0)]", rows(), "reads go on");
            session.execute("INSERT INTO t VALUES (4)");
            Retryable refused =
                    assertThrows(Retryable.class, () -> session.execute("COMMIT"), "lost ground");
            assertEquals(ErrorCode.IO, refused.code());
        }
        assertEquals(List.of(), database.check());
        database.execute("INSERT INTO t VALUES (2)");
        assertReopens("[(0), (2)]");
    }

    @Test
    void aTransactionOnLostGroundCanBeRolledBack() throws InterruptedException {
        Gate gate = new Gate();
        Writer first = gate.holdUp("INSERT INTO t VALUES (1)");
        try (Session session = database.session()) {
            session.execute("BEGIN IMMEDIATE");
            session.execute("INSERT INTO t VALUES (2)");
            gate.fail();
            assertEquals(ErrorCode.IO, first.end());
            session.execute("ROLLBACK");
        }
        database.execute("INSERT INTO t VALUES (3)");
        assertReopens("[(3)]");
    }

    @Test
    void aRefusedWriteHarmsNobodyElse() throws InterruptedException {
        Gate gate = new Gate();
        Writer first = gate.holdUp("INSERT INTO t VALUES (1)");
        CountDownLatch refused = new CountDownLatch(1);
        disk.beforeWrite = name -> {
            disk.beforeWrite = later -> {};
            refused.countDown();
            throw new Retryable(ErrorCode.IO, "refused as it was told", 0);
        };
        Writer second = new Writer(database, "INSERT INTO t VALUES (2)");
        await(refused);
        gate.letGo();
        assertEquals(ErrorCode.IO, second.end());
        assertNull(first.end());
        database.execute("INSERT INTO t VALUES (3)");
        assertReopens("[(1), (3)]");
    }

    @Test
    void whoChangedNothingStillWaitsForWhatItSaw() throws InterruptedException {
        Gate gate = new Gate();
        Writer first = gate.holdUp("INSERT INTO t VALUES (1)");
        CountDownLatch begun = new CountDownLatch(1);
        AtomicReference<String> seen = new AtomicReference<>();
        Thread reader = new Thread(() -> database.write(session -> {
            seen.set(rows(session));
            begun.countDown();
            return session.execute("DELETE FROM t WHERE a > 1");
        }));
        reader.start();
        await(begun);
        gate.letGo();
        reader.join();
        assertEquals("[(1)]", seen.get());
        assertEquals("[(1)]", rows());
        assertNull(first.end());
    }

    @Test
    void aSnapshotDoesNotTakeTheTurnOnTopOfWhatItHasNotSeen() throws InterruptedException {
        try (Session session = database.session()) {
            session.execute("BEGIN");
            assertEquals("[]", rows(session));
            Gate gate = new Gate();
            Writer first = gate.holdUp("INSERT INTO t VALUES (1)");
            SyncDbException changed = assertThrows(
                    SyncDbException.class, () -> session.execute("INSERT INTO t VALUES (2)"));
            assertEquals(ErrorCode.CHANGED, changed.code());
            gate.letGo();
            assertNull(first.end());
        }
    }

    @Test
    void anInterruptNeitherStopsACommitNorIsLost() {
        Thread.currentThread().interrupt();
        try (Session session = database.session()) {
            assertThrows(SyncDbException.class, () -> session.execute("BEGIN IMMEDIATE"));
            assertTrue(Thread.interrupted(), "whoever waits for the turn may be called off");
            session.execute("BEGIN IMMEDIATE");
            session.execute("INSERT INTO t VALUES (1)");
            Thread.currentThread().interrupt();
            session.execute("COMMIT");
            assertTrue(Thread.interrupted());
        }
        assertReopens("[(1)]");
    }

    @Test
    void aWriteThatWasDoneAndYetRefusedIsTakenBack() {
        database.execute("INSERT INTO t VALUES (1)");
        disk.afterWrite = name -> {
            disk.afterWrite = later -> {};
            throw new Retryable(ErrorCode.IO, "refused as it was told", 0);
        };
        SyncDbException refused = assertThrows(
                SyncDbException.class, () -> database.execute("INSERT INTO t VALUES (2)"));
        assertEquals(ErrorCode.IO, refused.code());
        assertReopens("[(1)]");
    }

    @Test
    void aListenerCannotWrite() throws Exception {
        List<ErrorCode> codes = new ArrayList<>();
        AutoCloseable handle = database.observe(changes -> codes.add(assertThrows(
                        SyncDbException.class, () -> database.execute("INSERT INTO t VALUES (9)"))
                .code()));
        database.execute("INSERT INTO t VALUES (1)");
        handle.close();
        assertEquals(List.of(ErrorCode.TRANSACTION), codes);
        assertEquals("[(1)]", rows());
    }

    @Test
    void whatAListenerThrowsReachesTheCommitterOfACommitThatStands() throws Exception {
        AutoCloseable handle = database.observe(changes -> {
            throw new IllegalStateException("a listener that fails");
        });
        assertThrows(
                IllegalStateException.class, () -> database.execute("INSERT INTO t VALUES (1)"));
        handle.close();
        assertReopens("[(1)]");
    }

    @Test
    void closingWaitsForCommitsOnTheirWay() throws InterruptedException {
        Gate gate = new Gate();
        Writer first = gate.holdUp("INSERT INTO t VALUES (1)");
        Thread closer = new Thread(database::close);
        closer.start();
        gate.letGo();
        assertNull(first.end());
        closer.join();
        database = Database.open(new WatchedDisk(folder), options());
        assertEquals("[(1)]", rows());
    }

    @Test
    void manyWritersLeaveWhatTheySay() throws InterruptedException {
        int writers = 8;
        int accounts = 5;
        for (int i = 0; i < accounts; i++) {
            database.execute("INSERT INTO t VALUES (?)", 1000 + i);
        }
        database.execute("CREATE TABLE account (id INTEGER PRIMARY KEY, total INTEGER)");
        database.execute("INSERT INTO account SELECT a - 1000, 0 FROM t");
        database.execute("CREATE INDEX by_total ON account (total)");
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            SplittableRandom random = new SplittableRandom(i);
            threads.add(new Thread(() -> transfer(random, accounts)));
            threads.get(i).setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
            threads.get(i).start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertNull(failure.get());
        assertEquals(List.of(), database.check());
        String all = "SELECT * FROM account ORDER BY id";
        String before = database.query(all).toList().toString();
        assertEquals(
                "[(0)]",
                database.query("SELECT sum(total) FROM account").toList().toString());
        database.close();
        database = Database.open(new WatchedDisk(folder), options());
        assertEquals(before, database.query(all).toList().toString());
    }

    private void transfer(SplittableRandom random, int accounts) {
        String add = "UPDATE account SET total = total + ? WHERE id = ?";
        for (int i = 0; i < 60; i++) {
            try (Session session = database.session()) {
                session.execute("BEGIN IMMEDIATE");
                session.execute(add, -i, random.nextInt(accounts));
                Thread.yield();
                session.execute(add, i, random.nextInt(accounts));
                assertEquals(
                        "[(0)]",
                        session.query("SELECT sum(total) FROM account").toList().toString());
                session.execute(random.nextInt(4) == 0 ? "ROLLBACK" : "COMMIT");
            }
            String sum =
                    database.query("SELECT sum(total) FROM account").toList().toString();
            assertEquals("[(0)]", sum, "no reader sees half a commit");
        }
    }

    /** Starts writers while a force is held up, and returns once all have appended. */
    private List<Writer> startAndAwaitWrites(String... statements) {
        CountDownLatch written = new CountDownLatch(statements.length);
        disk.beforeWrite = name -> written.countDown();
        List<Writer> writers = new ArrayList<>();
        for (String sql : statements) {
            long before = written.getCount();
            writers.add(new Writer(database, sql));
            while (written.getCount() == before) {
                Thread.yield();
            }
        }
        disk.beforeWrite = name -> {};
        return writers;
    }

    private void assertReopens(String rows) {
        assertEquals(rows, rows());
        database.close();
        database = Database.open(new WatchedDisk(folder), options());
        assertEquals(rows, rows());
        assertEquals(List.of(), database.check());
    }

    private String rows() {
        return database.query("SELECT a FROM t ORDER BY a").toList().toString();
    }

    private static String rows(Session session) {
        return session.query("SELECT a FROM t ORDER BY a").toList().toString();
    }

    private static DatabaseOptions options() {
        return new DatabaseOptions(DatabaseOptions.systemEnvironment(), Durability.FULL);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
