package dev.syncdb.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Change;
import dev.syncdb.change.Cursor;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.client.SyncStatus.State;
import dev.syncdb.client.replica.Progress;
import dev.syncdb.client.replica.ReplicaEvent;
import dev.syncdb.client.replica.ReplicaEvent.Kind;
import dev.syncdb.client.replica.ReplicaOptions;
import dev.syncdb.client.transport.Credentials;
import dev.syncdb.client.transport.Reply;
import dev.syncdb.client.transport.Transport;
import dev.syncdb.clock.Environment;
import dev.syncdb.clock.Stamp;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Forbidden;
import dev.syncdb.error.Incorrect;
import dev.syncdb.error.Retryable;
import dev.syncdb.journal.FileDisk;
import dev.syncdb.sync.encoding.RequestCodec;
import dev.syncdb.sync.encoding.ResponseCodec;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.Outcome;
import dev.syncdb.sync.message.Page;
import dev.syncdb.sync.message.PageToken;
import dev.syncdb.sync.message.PageToken.Named;
import dev.syncdb.sync.message.PageToken.Place;
import dev.syncdb.sync.message.PriorityClasses;
import dev.syncdb.sync.message.PushedTransaction;
import dev.syncdb.sync.message.Refusal;
import dev.syncdb.sync.message.Rejection;
import dev.syncdb.sync.message.SignedCursor;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.message.SyncResponse;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.UnaryOperator;

class SyncClientTest {
    private static final List<String> SCHEMA = List.of("CREATE TABLE t (id TEXT PRIMARY KEY, x)");

    @TempDir
    Path folder;

    private final ManualScheduler scheduler = new ManualScheduler();
    private final FakeServer server = new FakeServer();
    private final List<String> heard = new ArrayList<>();
    private SyncClient client;

    @BeforeEach
    void open() {
        SplittableRandom random = new SplittableRandom(2);
        Environment environment = new Environment(() -> new Stamp(1, 7, 77), random::nextLong);
        ReplicaOptions replica = ReplicaOptions.of(new FileDisk(folder), environment, "space");
        SyncPolicy policy = new SyncPolicy(30_000, 50, 1_000, 10_000);
        client = SyncClient.open(
                new ClientOptions(replica, server, Credentials.of("token"), scheduler, policy));
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aSyncGoesOnUntilBothHaveEverything() {
        client.syncNow();
        client.database().execute("INSERT INTO t VALUES ('a', 1)");
        assertEquals(1, client.status().pending());
        assertFalse(client.status().caughtUp());

        SyncResult result = client.syncNow();

        assertTrue(result.caughtUp());
        assertEquals(1, result.traffic().requests());
        assertTrue(result.traffic().bytesUp() > 0);
        assertTrue(result.traffic().bytesDown() > 0);
        assertEquals(1, result.accepted());
        assertEquals(new SyncStatus(State.IDLE, 0, 0, true, 77, null), client.status());
        assertEquals(List.of("token"), server.tokens.stream().distinct().toList());
    }

    @Test
    void aPullTakesAsManyRequestsAsItHasPages() {
        server.pages = 3;
        SyncResult result = client.syncNow();
        assertEquals(3, result.traffic().requests());
        assertEquals(3, result.rowsReceived());
        assertEquals(3, result.rowsChanged());
        assertEquals(3, client.database().query("SELECT * FROM t").toList().size());
    }

    @Test
    void nobodyIsCaughtUpBeforeTheServerSaidSo() {
        assertFalse(client.status().caughtUp());
        client.syncNow();
        client.close();
        open();
        assertFalse(client.status().caughtUp(), "that was another run");
        assertEquals(77, client.status().lastSyncedMillis());
    }

    @Test
    void aFailureIsThrownAndStandsInTheStatus() {
        server.next(request -> {
            throw new Retryable(ErrorCode.UNREACHABLE, "no network", 0);
        });
        Retryable failure = assertThrows(Retryable.class, client::syncNow);
        assertEquals(State.RETRYING, client.status().state());
        assertSame(failure, client.status().lastError());
        client.syncNow();
        assertNull(client.status().lastError());

        server.next(request -> new Refusal(ErrorCode.FORBIDDEN, "not yours", 0, 0));
        assertThrows(Forbidden.class, client::syncNow);
        assertEquals(State.REFUSED, client.status().state());
        assertFalse(client.status().caughtUp());
    }

    @Test
    void aResponseThatWasDamagedOnItsWayIsAskedForAgain() {
        server.damage = bytes -> {
            bytes[bytes.length / 2] ^= 1;
            return bytes;
        };
        Retryable failure = assertThrows(Retryable.class, client::syncNow);
        assertEquals(ErrorCode.UNREACHABLE, failure.code());
    }

    @Test
    void aServerThatAlwaysBeginsAgainIsLeftAlone() {
        client.syncNow();
        server.always = request -> new Refusal(ErrorCode.FORKED, "again", 0, 0);
        Retryable failure = assertThrows(Retryable.class, client::syncNow);
        assertEquals(ErrorCode.BUSY, failure.code());
        assertEquals(1 + SyncCycle.RESTARTS_MAX + 1, server.tokens.size());
    }

    @Test
    void listenersHearWhatHappens() throws Exception {
        AutoCloseable handle = client.listen(listener());
        client.syncNow();
        client.database().execute("INSERT INTO t VALUES ('a', 1)");
        server.rejects = true;
        SyncResult result = client.syncNow();
        assertEquals(1, result.rejected());
        assertEquals(
                List.of(
                        "SYNCING",
                        "CAUGHT_UP",
                        "IDLE",
                        "SYNCING",
                        "CAUGHT_UP",
                        "REJECTED 1: no",
                        "IDLE"),
                heard);
        handle.close();
        client.syncNow();
        assertEquals(7, heard.size());
    }

    @Test
    void aListenerMayKeepSilentButNotSync() {
        client.listen(new SyncListener() {});
        client.listen(new SyncListener() {
            @Override
            public void progressed(Progress progress) {
                client.syncNow();
            }
        });
        Incorrect failure = assertThrows(Incorrect.class, client::syncNow);
        assertEquals(ErrorCode.TRANSACTION, failure.code());
    }

    @Test
    void theLoopSendsWhatIsCommittedAndDrainsAfterAFailure() {
        client.start();
        scheduler.runNext();
        client.database().execute("INSERT INTO t VALUES ('a', 1)");
        assertEquals(50, scheduler.millisToNext());
        server.next(request -> {
            throw new Retryable(ErrorCode.UNREACHABLE, "no network", 0);
        });
        scheduler.runNext();
        assertEquals(1, client.status().pending());
        scheduler.runNext();
        assertEquals(0, client.status().pending());
        client.stop();
        assertEquals(0, scheduler.size());
    }

    @Test
    void whoWaitsHearsOfTheNextSyncThatCatchesUp() {
        CompletableFuture<SyncResult> caughtUp = client.caughtUp();
        server.next(request -> {
            throw new Retryable(ErrorCode.UNREACHABLE, "no network", 0);
        });
        assertThrows(Retryable.class, client::syncNow);
        assertFalse(caughtUp.isDone());
        assertEquals(client.syncNow(), caughtUp.join());
    }

    @Test
    void whatTheServerDoesNotJudgeIsReportedAsPending() {
        client.syncNow();
        client.database().execute("INSERT INTO t VALUES ('a', 1)");
        server.judges = false;
        CompletableFuture<SyncResult> caughtUp = client.caughtUp();
        assertFalse(client.syncNow().caughtUp());
        assertFalse(caughtUp.isDone());
        assertEquals(1, client.replica().pending());
    }

    @Test
    void aClosedClientTakesNoCalls() {
        CompletableFuture<SyncResult> caughtUp = client.caughtUp();
        client.close();
        client.close();
        assertEquals(State.CLOSED, client.status().state());
        assertThrows(Incorrect.class, client::syncNow);
        assertThrows(Incorrect.class, client::start);
        assertThrows(Incorrect.class, client::caughtUp);
        CompletionException closed = assertThrows(CompletionException.class, caughtUp::join);
        assertInstanceOf(Incorrect.class, closed.getCause());
    }

    private SyncListener listener() {
        return new SyncListener() {
            @Override
            public void progressed(Progress progress) {
                heard.add(progress.next().name());
            }

            @Override
            public void happened(ReplicaEvent event) {
                assertEquals(Kind.REJECTED, event.kind());
                heard.add(event.kind() + " " + event.number() + ": " + event.message());
            }

            @Override
            public void changed(SyncStatus status) {
                heard.add(status.state().name());
            }
        };
    }

    /** Judges everything that is pushed, and has some pages of one row each. */
    private static final class FakeServer implements Transport {
        private final Deque<Function<SyncRequest, SyncResponse>> next = new ArrayDeque<>();
        private final List<String> tokens = new ArrayList<>();
        private Function<SyncRequest, SyncResponse> always = this::answer;
        private UnaryOperator<byte[]> damage = UnaryOperator.identity();
        private int pages = 1;
        private boolean judges = true;
        private boolean rejects;

        void next(Function<SyncRequest, SyncResponse> response) {
            next.add(response);
        }

        @Override
        public Reply exchange(byte[] body, String token) {
            tokens.add(token);
            SyncRequest request = RequestCodec.decode(body);
            Function<SyncRequest, SyncResponse> respond = next.isEmpty() ? always : next.remove();
            byte[] response = damage.apply(ResponseCodec.encode(respond.apply(request)));
            return Reply.of(Bytes.owned(response), body.length);
        }

        private SyncResponse answer(SyncRequest request) {
            List<Outcome> outcomes = new ArrayList<>();
            for (PushedTransaction each : request.push().transactions()) {
                if (judges) {
                    outcomes.add(outcome(each));
                }
            }
            PageToken after = request.pull().after();
            long page = after == null ? 1 : after.last().version() + 1;
            boolean first = request.pull().cursor().cursor().version() == 0;
            PageToken token = page < pages ? token(page) : null;
            return new Answer(
                    1,
                    request.push().firstTx() - 1 + outcomes.size(),
                    outcomes,
                    new SignedCursor(new Cursor(5, 9), 90, Bytes.EMPTY),
                    new Page(first ? List.of(row("r" + page, page)) : List.of(), token),
                    request.schemaHash() == 0 ? SCHEMA : List.of());
        }

        private static PageToken token(long page) {
            Place last = new Place(page, "t", Key.of("r"));
            return new PageToken(new Cursor(5, 9), last, 1, Named.NONE, PriorityClasses.NONE);
        }

        private Outcome outcome(PushedTransaction each) {
            Rejection no = new Rejection(ErrorCode.CHECK, "no", "t", "");
            return new Outcome(each.number(), rejects ? no : null, List.of(50L), List.of());
        }

        private static Change row(String id, long handle) {
            Row cells = Row.of(Value.of(id), Value.NULL);
            return new Change.Insert(new RowName("t", Key.of(id), handle), Image.of(cells));
        }
    }
}
