package dev.syncdb.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Cursor;
import dev.syncdb.client.replica.ReplicaEvent;
import dev.syncdb.client.replica.UnsyncedWork;
import dev.syncdb.error.Contended;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.error.Retryable;
import dev.syncdb.error.SyncDbException;
import dev.syncdb.journal.Durability;
import dev.syncdb.sync.encoding.TokenText;
import dev.syncdb.sync.message.Refusal;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.message.SyncResponse;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** T26: "synced" means something in particular, and every wait for it ends. */
class BarriersTest {
    private static final long LINE = 5;
    private static final long OLD_LINE = 3;

    @TempDir
    Path folder;

    private Client client;
    private FakeServer server;

    @BeforeEach
    void open() {
        client = new Client(folder);
        server = client.server;
        client.sync.sync();
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void acceptanceComesWhenTheServerHasJudgedTheCommit() {
        client.insert("a");
        CompletableFuture<Acceptance> accepted = accepted();
        server.fail(FakeServer.offline());
        client.sync.sync();
        assertOpen(accepted);
        server.judges = false;
        client.sync.sync();
        assertOpen(accepted);
        server.judges = true;
        client.sync.sync();
        assertFalse(accepted.isDone(), "futures complete on the scheduler of events");
        client.events.runDue();
        assertTrue(accepted.join().isComplete());
        assertTrue(accepted().isDone(), "nothing is pending now");
    }

    @Test
    void aCommitAfterTheTokenIsNotWaitedFor() {
        client.insert("a");
        CompletableFuture<Acceptance> first = accepted();
        server.next(request -> {
            client.insert("b");
            server.judges = false;
            return judgedOnly(request);
        });
        client.sync.sync();
        client.events.runDue();
        assertTrue(first.isDone());
        assertEquals(1, client.standing().pending());
    }

    @Test
    void aRejectionIsDataOfTheAcceptance() {
        client.insert("a");
        String token = client.sync.commitToken();
        CompletableFuture<Acceptance> waiting = client.sync.serverAccepted(token);
        server.rejects = true;
        client.sync.sync();
        client.events.runDue();
        Acceptance acceptance = waiting.join();
        assertFalse(acceptance.isComplete());
        ReplicaEvent rejection = acceptance.rejections().get(0);
        assertEquals(ErrorCode.CHECK, rejection.rejection().code());
        assertEquals("t", rejection.rejection().table());
        assertEquals(
                acceptance,
                client.sync.serverAccepted(token).join(),
                "who asks late is told as well");
        client.insert("b");
        server.rejects = false;
        CompletableFuture<Acceptance> next = accepted();
        client.sync.sync();
        client.events.runDue();
        assertTrue(next.join().isComplete(), "the rejection is not of what this token covers");
    }

    @Test
    void aTokenKeepsItsMeaningWhenTheClientRegistersAnew() {
        client.insert("a");
        client.insert("b");
        CompletableFuture<Acceptance> both = accepted();
        server.next(request -> new Refusal(ErrorCode.FORKED, "again", 1, 0));
        server.next(server::answer);
        server.fail(FakeServer.offline());
        client.sync.sync();
        client.insert("c");
        assertOpen(both);
        server.rejects = true;
        client.sync.sync();
        client.events.runDue();
        assertEquals(
                List.of(1L),
                both.join().rejections().stream().map(ReplicaEvent::number).toList(),
                "b is the first of the new numbers, and c is not covered");
    }

    @Test
    void aTokenOfAnEarlierRunMeansAllThatWasCommitted() {
        client.insert("a");
        String token = client.sync.commitToken();
        client.reopen();
        CompletableFuture<Acceptance> accepted = client.sync.serverAccepted(token);
        assertOpen(accepted);
        client.sync.sync();
        client.events.runDue();
        assertTrue(accepted.join().isComplete());
    }

    @Test
    void aStateIsReachedWhenItIsVisible() {
        server.head = new Cursor(LINE, 20);
        CompletableFuture<Void> reached = client.sync.caughtUpTo(token(LINE, 20));
        CompletableFuture<Void> later = client.sync.caughtUpTo(token(LINE, 21));
        assertOpen(reached);
        client.sync.sync();
        client.events.runDue();
        assertTrue(reached.isDone());
        assertOpen(later);
        assertTrue(client.sync.caughtUpTo(token(LINE, 20)).isDone());
        assertTrue(client.sync.caughtUpTo(TokenText.of(Cursor.START)).isDone());
        assertTrue(client.sync.caughtUpTo(client.sync.token()).isDone());
    }

    @Test
    void aReplicaThatIsFetchedAnewHasReachedNothing() {
        client.insert("a");
        server.next(request -> new Refusal(ErrorCode.FORKED, "again", 0, 0));
        server.fail(FakeServer.offline());
        client.sync.sync();
        assertOpen(client.sync.caughtUpTo(token(LINE, 9)));
    }

    @Test
    void aTokenOfAnOlderLineIsAskedAbout() {
        server.head = new Cursor(LINE, 20);
        server.lineEnds.put(OLD_LINE, 15L);
        client.sync.sync();
        CompletableFuture<Void> contained = client.sync.caughtUpTo(token(OLD_LINE, 15));
        CompletableFuture<Void> lost = client.sync.caughtUpTo(token(OLD_LINE, 16));
        CompletableFuture<Void> strange = client.sync.caughtUpTo(token(77, 1));
        assertOpen(contained);
        client.sync.sync();
        client.events.runDue();
        assertTrue(contained.isDone());
        assertEquals(ErrorCode.HISTORY_LOST, failure(Contended.class, lost).code());
        assertEquals(ErrorCode.HISTORY_LOST, failure(Contended.class, strange).code());
        client.sync.sync();
        List<Long> asked = new ArrayList<>();
        for (SyncRequest request : server.requests) {
            asked.add(request.askedLine() == null ? 0 : request.askedLine());
        }
        assertEquals(List.of(0L, 0L, OLD_LINE, 77L, 0L), asked, "only as long as somebody waits");
    }

    @Test
    void questionsOfOneSyncAreBounded() {
        List<CompletableFuture<Void>> many = new ArrayList<>();
        for (int line = 100; line < 120; line++) {
            many.add(client.sync.caughtUpTo(token(line, 20)));
        }
        SyncResult result = client.sync.sync();
        assertEquals(1 + SyncCycle.QUESTIONS_MAX, result.traffic().requests());
        client.sync.sync();
        client.sync.sync();
        client.events.runDue();
        many.forEach(each -> failure(Contended.class, each));
    }

    @Test
    void whatIsKnownOfLinesCountsForOneSync() {
        server.lineEnds.put(OLD_LINE, 15L);
        CompletableFuture<Void> reached = client.sync.caughtUpTo(token(OLD_LINE, 12));
        client.sync.sync();
        assertOpen(reached);
        server.head = new Cursor(LINE + 1, 20);
        server.lineEnds.put(OLD_LINE, 7L);
        client.sync.sync();
        client.events.runDue();
        assertEquals(
                ErrorCode.HISTORY_LOST,
                failure(Contended.class, reached).code(),
                "the server was restored, and what it had said before does not count");
    }

    @Test
    void waitingForAStateHurriesTheLoop() {
        client.sync.start();
        client.scheduler.runNext();
        assertEquals(30_000, client.scheduler.millisToNext());
        CompletableFuture<Void> unused = client.sync.caughtUpTo(token(LINE, 20));
        assertOpen(unused);
        assertEquals(50, client.scheduler.millisToNext());
    }

    @Test
    void aWaitEndsWithItsTime() {
        client.insert("a");
        String commit = client.sync.commitToken();
        Duration second = Duration.ofSeconds(1);
        CompletableFuture<Acceptance> accepted = client.sync.serverAccepted(commit, second);
        CompletableFuture<Void> reached = client.sync.caughtUpTo(token(LINE, 20), second);
        assertEquals(1_000, client.events.millisToNext());
        client.events.pass(1_000);
        client.events.runDue();
        assertEquals(ErrorCode.DEADLINE, failure(Retryable.class, accepted).code());
        assertEquals(ErrorCode.DEADLINE, failure(Retryable.class, reached).code());
    }

    @Test
    void aTimeThatIsNotUsedUpLeavesNothingBehind() {
        client.insert("a");
        CompletableFuture<Acceptance> accepted =
                client.sync.serverAccepted(client.sync.commitToken(), Duration.ofDays(1));
        CompletableFuture<Acceptance> cancelled = client.sync.serverAccepted(
                client.sync.commitToken(), Duration.ofSeconds(Long.MAX_VALUE));
        assertTrue(cancelled.cancel(false));
        client.sync.sync();
        client.events.runDue();
        assertTrue(accepted.isDone());
        assertEquals(0, client.events.size());
    }

    @Test
    void aSchedulerThatRefusesDoesNotLeaveAnybodyWaiting() {
        client.insert("a");
        CompletableFuture<Acceptance> accepted = accepted();
        client.events.refuses = true;
        CompletableFuture<Void> unwatched =
                client.sync.caughtUpTo(token(LINE, 20), Duration.ofSeconds(1));
        assertEquals(ErrorCode.DEADLINE, failure(Retryable.class, unwatched).code());
        client.sync.sync();
        assertTrue(accepted.isDone());
    }

    @Test
    void everyWaitEndsWithTheClient() {
        client.insert("a");
        CompletableFuture<Acceptance> accepted = accepted();
        CompletableFuture<Void> reached = client.sync.caughtUpTo(token(LINE, 20));
        String commit = client.sync.commitToken();
        client.close();
        client.events.runDue();
        assertEquals(ErrorCode.CLOSED, failure(Incorrect.class, accepted).code());
        assertEquals(ErrorCode.CLOSED, failure(Incorrect.class, reached).code());
        assertThrows(Incorrect.class, () -> client.sync.serverAccepted(commit));
        assertThrows(Incorrect.class, () -> client.sync.caughtUpTo(token(LINE, 20)));
    }

    @Test
    void everyWaitEndsWithTheUser() {
        client.insert("a");
        CompletableFuture<Acceptance> accepted = accepted();
        client.sync.logout(UnsyncedWork.KEEP);
        client.events.runDue();
        assertEquals(ErrorCode.CLOSED, failure(Incorrect.class, accepted).code());
    }

    @Test
    void aTokenIsOfOneKind() {
        String commit = client.sync.commitToken();
        assertEquals(
                ErrorCode.TOKEN,
                assertThrows(Incorrect.class, () -> client.sync.caughtUpTo(commit))
                        .code());
        assertThrows(Incorrect.class, () -> client.sync.serverAccepted(client.sync.token()));
        assertThrows(Incorrect.class, () -> client.sync.serverAccepted("yesterday"));
    }

    @Test
    void waitsAreBounded() {
        client.insert("a");
        for (int i = 0; i < Barriers.WAITING_MAX; i++) {
            assertOpen(accepted());
        }
        assertEquals(
                ErrorCode.LIMIT, assertThrows(Incorrect.class, this::accepted).code());
    }

    @Test
    void whatIsCommittedIsDurableOrForced() {
        assertTrue(client.sync.localCommitted().isDone(), "each commit is forced");
        client.close();
        client.durability = Durability.NORMAL;
        client.sync = client.opened();
        client.insert("a");
        CompletableFuture<Void> durable = client.sync.localCommitted();
        assertFalse(durable.isDone());
        client.events.runDue();
        assertTrue(durable.isDone());
        CompletableFuture<Void> late = client.sync.localCommitted();
        client.close();
        client.events.runDue();
        assertEquals(ErrorCode.CLOSED, failure(Incorrect.class, late).code());
    }

    private SyncResponse judgedOnly(SyncRequest request) {
        server.judges = true;
        try {
            return server.answer(request);
        } finally {
            server.judges = false;
        }
    }

    private CompletableFuture<Acceptance> accepted() {
        return client.sync.serverAccepted(client.sync.commitToken());
    }

    private static String token(long line, long version) {
        return TokenText.of(new Cursor(line, version));
    }

    private void assertOpen(CompletableFuture<?> future) {
        client.events.runDue();
        assertFalse(future.isDone());
    }

    private static <E extends SyncDbException> E failure(
            Class<E> kind, CompletableFuture<?> future) {
        assertTrue(future.isDone());
        CompletionException failure = assertThrows(CompletionException.class, future::join);
        return assertInstanceOf(kind, failure.getCause());
    }
}
