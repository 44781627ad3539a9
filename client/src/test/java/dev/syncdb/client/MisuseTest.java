package dev.syncdb.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.Session;
import dev.syncdb.client.SyncResult.Ending;
import dev.syncdb.client.replica.LocalOptions;
import dev.syncdb.error.Contended;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Who waits for itself is told at once, and nothing has changed then. */
@Timeout(60)
class MisuseTest {
    @TempDir
    Path folder;

    private final List<ErrorCode> codes = new ArrayList<>();
    private Client client;

    @BeforeEach
    void open() {
        client = new Client(folder);
        client.sync.start();
        client.scheduler.runNext();
        client.server.requests.clear();
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aSyncInsideATransactionFailsAndTheLoopSendsWhatItCommits() {
        client.sync.database().write(session -> {
            session.execute("INSERT INTO t VALUES ('a', 1)");
            refused(client.sync::sync);
            refused(() -> client.sync.sync(Duration.ofSeconds(1)));
            return session;
        });
        assertEquals(2, codes.size());
        assertTheLoopSends(1);
    }

    @Test
    void aSyncInsideATransactionThatHasWrittenNothingFails() {
        client.sync.database().write(session -> {
            refused(client.sync::sync);
            return session;
        });
        assertEquals(0, client.server.requests.size());
        assertEquals("Idle", client.kind());
    }

    @Test
    void aSyncByAListenerThatIsToldWithinACommitFailsAndTheLoopSendsIt() {
        client.sync.listen(Runnable::run, whenPending(client.sync::sync));
        client.insert("a");
        assertEquals(List.of(ErrorCode.TRANSACTION), codes);
        assertTheLoopSends(1);
    }

    @Test
    void aSyncByAnObserverOfACommitFailsAndTheLoopSendsIt() throws Exception {
        AutoCloseable handle = client.sync.database().observe(commit -> {
            refused(client.sync::sync);
        });
        client.insert("a");
        handle.close();
        assertEquals(List.of(ErrorCode.TRANSACTION), codes);
        assertTheLoopSends(1);
    }

    @Test
    void aSyncInsideATransactionThatIsOverItsTimeFails() {
        try (Session session = client.sync.database().session()) {
            session.execute("BEGIN");
            session.execute("INSERT INTO t VALUES ('a', 1)");
            client.scheduler.pass(LocalOptions.TRANSACTION_MILLIS_MAX + 1);
            CompletableFuture.runAsync(() -> client.insert("b")).join();
            refused(client.sync::sync);
            refused(client::close);
            session.execute("ROLLBACK");
        }
        assertEquals(2, codes.size());
        assertTheLoopSends(1);
    }

    /** It would wait for the listener, and this listener for it. */
    @Test
    void aSyncElsewhereDoesNotWaitForAListenerThatIsToldWithinACommit() throws Exception {
        client.server.fail(FakeServer.offline());
        List<Ending> endings = new ArrayList<>();
        AutoCloseable handle = client.sync.database().observe(commit -> {
            CompletableFuture<SyncResult> elsewhere = new CompletableFuture<>();
            new Thread(() -> elsewhere.complete(client.sync.sync())).start();
            endings.add(elsewhere.join().ending());
        });
        client.insert("a");
        handle.close();
        assertEquals(List.of(Ending.OFFLINE), endings);
    }

    @Test
    void aSyncWhileTheThreadOnlyReadsGoesThrough() {
        client.sync.database().read(session -> {
            assertTrue(client.sync.sync().caughtUp());
            return session;
        });
    }

    @Test
    void aCloseInsideATransactionFailsAndTheClientGoesOn() {
        client.sync.database().write(session -> {
            session.execute("INSERT INTO t VALUES ('a', 1)");
            refused(client::close);
            refused(client.sync::logout);
            return session;
        });
        assertEquals(2, codes.size());
        assertTheLoopSends(1);
        client.reopen();
        assertEquals("Stopped", client.kind(), "the folder is free");
    }

    @Test
    void aCloseByAListenerThatIsToldWithinACommitFailsAndTheClientGoesOn() {
        client.sync.listen(Runnable::run, whenPending(client::close));
        client.insert("a");
        assertEquals(List.of(ErrorCode.TRANSACTION), codes);
        assertTheLoopSends(1);
        client.reopen();
        assertEquals("Stopped", client.kind(), "the folder is free");
    }

    @Test
    void aCloseInsideASyncFailsAndTheSyncGoesOn() {
        client.sync.listen(Runnable::run, new SyncListener() {
            @Override
            public void changed(SyncStatus status) {
                if (status instanceof SyncStatus.Syncing) {
                    refused(client::close);
                    refused(client.sync::logout);
                }
            }
        });
        assertTrue(client.sync.sync().caughtUp());
        assertEquals(4, codes.size());
        assertEquals("Idle", client.kind(), "the loop was not stopped");
        assertTrue(client.sync.sync().caughtUp());
    }

    /** As after somebody else's write that takes too long, which would take the test long too. */
    @Test
    void aCloseThatDidNotGetItsTurnCanBeRepeated() {
        Thread.currentThread().interrupt();
        Contended busy = assertThrows(Contended.class, client::close);
        assertTrue(Thread.interrupted());
        assertEquals(ErrorCode.BUSY, busy.code());
        assertEquals("Stopped", client.kind());
        assertTrue(client.sync.sync().caughtUp(), "it is not closed");
        client.reopen();
        assertEquals("Stopped", client.kind(), "the folder is free");
    }

    private void refused(Executable call) {
        codes.add(assertThrows(Incorrect.class, call).code());
    }

    private SyncListener whenPending(Executable call) {
        return new SyncListener() {
            private boolean tried;

            @Override
            public void changed(SyncStatus status) {
                if (status.standing().pending() > 0 && !tried) {
                    tried = true;
                    refused(call);
                }
            }
        };
    }

    private void assertTheLoopSends(int transactions) {
        codes.forEach(code -> assertEquals(ErrorCode.TRANSACTION, code));
        assertEquals(0, client.server.requests.size(), "nothing was sent within it");
        assertEquals("Idle", client.kind());
        assertEquals(transactions, client.standing().pending());
        assertEquals(Client.POLICY.commitDelayMillis(), client.scheduler.millisToNext());
        client.scheduler.runNext();
        assertEquals(0, client.standing().pending());
        assertFalse(client.server.requests.isEmpty());
        assertTrue(client.standing().caughtUp());
    }
}
