package dev.syncdb.testkit.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.client.Acceptance;
import dev.syncdb.error.Contended;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.testkit.disk.FakeDisk;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** T26: a token of the server or of another client says exactly what is to be waited for. */
@Timeout(60)
final class TokenBarrierTest {
    private Hub hub;
    private Handset ann;
    private Handset ben;

    @BeforeEach
    void open() {
        hub = new Hub(1);
        ann = new Handset(hub, "ann", 2);
        ben = new Handset(hub, "ben", 3);
        ann.open().sync();
        ben.open().sync();
    }

    @AfterEach
    void close() {
        ann.client.close();
        ben.client.close();
        hub.close();
    }

    @Test
    void whatTheBackendWroteIsVisibleWhenItsTokenIsReached() {
        hub.space().execute("INSERT INTO notes VALUES ('n', 'of the backend', 1)");
        CompletableFuture<Void> reached = ann.client.caughtUpTo(hub.space().token());
        assertFalse(reached.isDone());
        ann.client.sync();
        ann.scheduler.pass(0);
        assertTrue(reached.isDone());
        assertEquals(List.of("('n')"), ann.read("SELECT id FROM notes"));
    }

    @Test
    void whatOneClientWroteIsVisibleToAnotherWhenItsTokenIsReached() {
        ann.write("INSERT INTO notes VALUES ('n', 'of ann', 1)");
        String[] token = new String[1];
        ann.client
                .serverAccepted(ann.client.commitToken())
                .thenAccept(accepted -> token[0] = ann.client.token());
        ann.client.sync();
        ann.scheduler.pass(0);
        CompletableFuture<Void> reached = ben.client.caughtUpTo(token[0]);
        assertFalse(reached.isDone());
        ben.client.sync();
        ben.scheduler.pass(0);
        assertTrue(reached.isDone());
        assertEquals(List.of("('n')"), ben.read("SELECT id FROM notes"));
    }

    @Test
    void aTokenKeepsItsMeaningWhenTheServerIsStartedAgain() {
        hub.space().execute("INSERT INTO notes VALUES ('n', 'x', 1)");
        String token = hub.space().token();
        hub.restart();
        hub.space().execute("INSERT INTO notes VALUES ('m', 'of another line', 1)");
        ann.client.sync();
        CompletableFuture<Void> reached = ann.client.caughtUpTo(token);
        assertFalse(reached.isDone(), "the lines differ, so only the server can say");
        ann.client.sync();
        ann.scheduler.pass(0);
        assertTrue(reached.isDone());
        CompletableFuture<Void> started = ben.client.caughtUpTo(token);
        ben.client.sync();
        ben.scheduler.pass(0);
        assertTrue(started.isDone(), "one sync both asks and reaches it");
    }

    @Test
    void aTokenOfHistoryThatWasLostEndsTheWait() {
        FakeDisk backup = hub.backup();
        hub.space().execute("INSERT INTO notes VALUES ('n', 'to be lost', 1)");
        String token = hub.space().token();
        hub.restore(backup);
        for (int i = 0; i < 3; i++) {
            hub.space().execute("INSERT INTO notes VALUES (?, 'instead', 1)", "m" + i);
        }
        CompletableFuture<Void> reached = ann.client.caughtUpTo(token);
        ann.client.sync();
        ann.scheduler.pass(0);
        CompletionException failure = assertThrows(CompletionException.class, reached::join);
        Contended lost = (Contended) failure.getCause();
        assertEquals(ErrorCode.HISTORY_LOST, lost.code());
    }

    @Test
    void aRejectedTransactionIsToldWithTableAndColumn() {
        ann.write("INSERT INTO notes VALUES ('n', 'fine', 1)");
        ann.client.sync();
        hub.space().execute("DELETE FROM notes");
        ben.client.sync();
        hub.space().execute("INSERT INTO notes VALUES ('taken', 'by the backend', 1)");
        ben.write("INSERT INTO notes VALUES ('taken', 'by ben', 1)");
        CompletableFuture<Acceptance> accepted =
                ben.client.serverAccepted(ben.client.commitToken());
        ben.client.sync();
        ben.scheduler.pass(0);
        assertFalse(accepted.join().isComplete());
        assertEquals(
                ErrorCode.PRIMARY_KEY,
                accepted.join().rejections().get(0).rejection().code());
    }
}
