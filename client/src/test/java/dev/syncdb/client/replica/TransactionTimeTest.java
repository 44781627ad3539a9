package dev.syncdb.client.replica;

import static dev.syncdb.client.replica.Words.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.Session;
import dev.syncdb.client.replica.Progress.Next;
import dev.syncdb.error.Contended;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.error.SyncDbException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** A flip waits for a local write transaction, so that one has a limited time. */
@Timeout(60)
class TransactionTimeTest {
    @TempDir
    Path folder;

    private Phone phone;

    @BeforeEach
    void open() {
        phone = Phone.synced(folder, task("a", "milk", 1));
    }

    @AfterEach
    void close() {
        phone.close();
    }

    @Test
    void aTransactionThatIsOpenForTooLongFailsAtItsNextStatement() {
        try (Session session = phone.replica.database().session()) {
            session.execute("BEGIN");
            session.execute("UPDATE tasks SET done = 1");
            phone.millis += LocalOptions.TRANSACTION_MILLIS_MAX;
            session.execute("UPDATE tasks SET done = 2");
            phone.millis++;
            overTime(() -> session.execute("UPDATE tasks SET done = 3"));
            overTime(() -> session.query("SELECT * FROM tasks"));
            assertEquals("('a', 'milk', 0)", phone.tasks(), "it is rolled back");
            session.execute("ROLLBACK");
            session.execute("UPDATE tasks SET done = 4");
            assertEquals("('a', 'milk', 4)", phone.tasks(), "and the session can go on");
        }
    }

    @Test
    void whatIsOpenForTooLongIsNotCommitted() {
        overTime(() -> phone.replica.database().write(session -> {
            session.execute("UPDATE tasks SET done = 1");
            phone.millis += LocalOptions.TRANSACTION_MILLIS_MAX + 1;
            return null;
        }));
        Session session = phone.replica.database().session();
        session.execute("BEGIN IMMEDIATE");
        session.execute("UPDATE tasks SET done = 2");
        phone.millis += LocalOptions.TRANSACTION_MILLIS_MAX + 1;
        overTime(() -> session.execute("COMMIT"));
        assertFalse(session.inTransaction());
        session.close();
        assertEquals("('a', 'milk', 0)", phone.tasks());
        assertEquals(0, phone.replica.pending());
    }

    @Test
    void timeThatPassesBeforeTheFirstWriteDoesNotCount() {
        try (Session session = phone.replica.database().session()) {
            session.execute("BEGIN");
            session.query("SELECT * FROM tasks");
            phone.millis += LocalOptions.TRANSACTION_MILLIS_MAX + 1;
            session.execute("UPDATE tasks SET done = 1");
            session.execute("COMMIT");
        }
        assertEquals("('a', 'milk', 1)", phone.tasks());
    }

    /** The transaction makes no statement while it is over its time; the flip does not wait. */
    @Test
    void aFlipGoesOnAlthoughTheTransactionThinks() throws InterruptedException {
        phone.close();
        phone.transactionMillisMax = 10;
        phone.replica = phone.reopened();
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch flipped = new CountDownLatch(1);
        CompletableFuture<SyncDbException> thinker = CompletableFuture.supplyAsync(() -> {
            try (Session session = phone.replica.database().session()) {
                session.execute("BEGIN");
                session.execute("UPDATE tasks SET done = 1");
                written.countDown();
                await(flipped);
                SyncDbException told = assertThrows(
                        Contended.class, () -> session.execute("UPDATE tasks SET done = 2"));
                Session other = phone.replica.database().session();
                Incorrect unended = assertThrows(
                        Incorrect.class, () -> other.execute("UPDATE tasks SET done = 3"));
                assertEquals(ErrorCode.TRANSACTION, unended.code(), "the first is not ended");
                session.execute("ROLLBACK");
                other.execute("UPDATE tasks SET done = 4");
                return told;
            }
        });
        written.await();
        phone.millis += 11;
        Progress progress = phone.sync(12, 0, List.of(), task("b", "bread", 2));
        assertEquals(Next.CAUGHT_UP, progress.next());
        assertEquals("('a', 'milk', 0) ('b', 'bread', 0)", phone.tasks());
        flipped.countDown();
        assertEquals(ErrorCode.DEADLINE, thinker.join().code());
        assertEquals("('a', 'milk', 4) ('b', 'bread', 4)", phone.tasks());
    }

    @Test
    void aLimitIsPositive() {
        phone.transactionMillisMax = 0;
        assertThrows(IllegalArgumentException.class, phone::reopened);
    }

    private static void overTime(Executable work) {
        assertEquals(ErrorCode.DEADLINE, assertThrows(Contended.class, work).code());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
