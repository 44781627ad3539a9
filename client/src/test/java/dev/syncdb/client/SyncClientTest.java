package dev.syncdb.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.client.SyncResult.Ending;
import dev.syncdb.client.SyncStatus.Standing;
import dev.syncdb.client.replica.Judged;
import dev.syncdb.client.replica.ReplicaEvent;
import dev.syncdb.client.replica.ReplicaEvent.Kind;
import dev.syncdb.client.transport.Transport;
import dev.syncdb.error.Contended;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.error.Incorrect;
import dev.syncdb.error.Retryable;
import dev.syncdb.sync.message.Refusal;
import dev.syncdb.sync.push.Postponement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class SyncClientTest {
    @TempDir
    Path folder;

    private final List<String> heard = new ArrayList<>();
    private Client client;
    private FakeServer server;

    @BeforeEach
    void open() {
        client = new Client(folder);
        server = client.server;
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aSyncGoesOnUntilBothHaveEverything() {
        client.sync.sync();
        client.insert("a");
        assertEquals(1, client.standing().pending());
        assertFalse(client.standing().caughtUp());
        client.scheduler.pass(77);

        SyncResult result = client.sync.sync();

        assertTrue(result.caughtUp());
        assertEquals(1, result.traffic().requests());
        assertTrue(result.traffic().bytesUp() > 0);
        assertTrue(result.traffic().bytesDown() > 0);
        Judged applied = new Judged(1, 0, 0, 0, 0, 0);
        assertEquals(new SyncResult.Own(applied, 0, null), result.own());
        long now = ManualScheduler.EPOCH_MILLIS + 77;
        assertEquals(
                new SyncStatus.Stopped(new Standing(0, 0, 0, true, false, true, now)),
                client.sync.status());
        assertEquals(List.of("token"), server.tokens.stream().distinct().toList());
        assertEquals(
                List.of(Transport.NO_LIMIT), server.limits.stream().distinct().toList());
        assertSame(result, result.orThrow());
    }

    @Test
    void aPullTakesAsManyRequestsAsItHasPages() {
        server.pages = 3;
        SyncResult result = client.sync.sync();
        assertEquals(3, result.traffic().requests());
        assertEquals(new SyncResult.Rows(3, 3), result.rows());
        assertEquals(3, rows());
    }

    /** T26: that an earlier run of the app was in step says nothing of this one. */
    @Test
    void nobodyIsCaughtUpBeforeTheServerSaidSo() {
        assertFalse(client.standing().complete());
        client.sync.sync();
        client.reopen();
        assertFalse(client.standing().caughtUp(), "that was another run");
        assertTrue(client.standing().complete());
        assertEquals(ManualScheduler.EPOCH_MILLIS, client.standing().lastSyncedMillis());
    }

    @Test
    void aFailureIsAResult() {
        Retryable offline = FakeServer.offline();
        server.fail(offline);
        SyncResult result = client.sync.sync();
        assertEquals(Ending.OFFLINE, result.ending());
        assertSame(offline, result.error());
        assertFalse(client.standing().caughtUp());
        assertSame(offline, assertThrows(Retryable.class, result::orThrow));

        server.next(request -> new Refusal(ErrorCode.BUSY, "later", 0, 700));
        result = client.sync.sync();
        assertEquals(Ending.WAIT, result.ending());
        assertEquals(700, result.retryAfterMillis());

        server.next(request -> new Refusal(ErrorCode.FORBIDDEN, "not yours", 0, 0));
        assertEquals(Ending.REFUSED, client.sync.sync().ending());
        result = client.sync.sync();
        assertTrue(result.caughtUp());
        assertNull(result.error());
        assertEquals(0, result.retryAfterMillis());
    }

    @Test
    void everyFailureHasAnEnding() {
        assertEquals(Ending.OFFLINE, SyncCycle.ending(FakeServer.offline()));
        assertEquals(Ending.FAILED, SyncCycle.ending(new Retryable(ErrorCode.IO, "full", 0)));
        assertEquals(Ending.FAILED, SyncCycle.ending(new Contended(ErrorCode.BUSY, "long")));
        assertEquals(Ending.FAILED, SyncCycle.ending(new Fault(ErrorCode.INTERNAL, "bug")));
        assertEquals(Ending.FAILED, SyncCycle.ending(new IllegalStateException("bug")));
        assertEquals(
                Ending.REFUSED, SyncCycle.ending(new Corrupt(ErrorCode.MALFORMED_MESSAGE, 0, "")));
    }

    @Test
    void aResponseThatWasDamagedOnItsWayIsAskedForAgain() {
        server.damage = bytes -> {
            bytes[bytes.length / 2] ^= 1;
            return bytes;
        };
        assertEquals(Ending.OFFLINE, client.sync.sync().ending());
        server.damage = bytes -> {
            bytes[0] ^= 1 << 4;
            return bytes;
        };
        assertEquals(Ending.OFFLINE, client.sync.sync().ending(), "it is no other version");
    }

    @Test
    void aServerThatAlwaysBeginsAgainIsLeftAlone() {
        client.sync.sync();
        server.always = request -> new Refusal(ErrorCode.FORKED, "again", 0, 0);
        assertEquals(Ending.WAIT, client.sync.sync().ending());
        assertEquals(1 + SyncCycle.RESTARTS_MAX + 1, server.tokens.size());
    }

    @Test
    void whatTheServerDoesNotJudgeIsReportedAsPending() {
        client.sync.sync();
        client.insert("a");
        server.judges = false;
        SyncResult result = client.sync.sync();
        assertEquals(Ending.WAIT, result.ending());
        assertEquals(1, result.own().pending());
        assertEquals(1, client.standing().pending());
    }

    @Test
    void aDeadlineThatPassesIsAResultAndPagesAreKept() {
        server.pages = 4;
        server.next(request -> {
            client.scheduler.pass(4_000);
            return server.answer(request);
        });
        server.next(request -> {
            client.scheduler.pass(6_000);
            return server.answer(request);
        });
        SyncResult result = client.sync.sync(Duration.ofSeconds(10));
        assertEquals(Ending.DEADLINE, result.ending());
        assertNull(result.error());
        assertEquals(List.of(10_000L, 6_000L), server.limits, "an exchange gets what is left");
        assertEquals(new SyncResult.Rows(2, 0), result.rows());
        client.reopen();
        result = client.sync.sync();
        assertEquals(2, result.traffic().requests(), "it goes on where it was");
        assertEquals(4, rows());
    }

    @Test
    void anExchangeThatIsCutOffByTheDeadlineIsNoFailure() {
        server.next(request -> {
            client.scheduler.pass(1_000);
            throw FakeServer.offline();
        });
        SyncResult result = client.sync.sync(Duration.ofSeconds(1));
        assertEquals(Ending.DEADLINE, result.ending());
        assertNull(result.error());
    }

    @Test
    void whoGivesNoTimeSendsNoRequest() {
        for (Duration none : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
            SyncResult result = client.sync.sync(none);
            assertEquals(Ending.DEADLINE, result.ending());
        }
        assertEquals(0, server.tokens.size());
        assertTrue(client.sync.sync(Duration.ofSeconds(Long.MAX_VALUE)).caughtUp());
    }

    @Test
    void listenersHearWhatHappensInOrder() throws Exception {
        AutoCloseable handle = client.sync.listen(Runnable::run, listener());
        client.sync.sync();
        client.insert("a");
        server.rejects = true;
        SyncResult result = client.sync.sync();
        assertEquals(1, result.own().rejected());
        assertEquals(
                List.of(
                        "Stopped 0",
                        "Syncing 0 CONNECTING 0/0 0",
                        "Syncing 0 EXCHANGING 0/0 1",
                        "Stopped 0",
                        "Stopped 1",
                        "Syncing 1 CONNECTING 0/1 0",
                        "REJECTED 1: no",
                        "Syncing 0 EXCHANGING 1/1 0",
                        "Stopped 0"),
                heard);
        assertEquals(1, client.standing().rejected());
        int told = heard.size();
        handle.close();
        client.sync.sync();
        assertEquals(told, heard.size());
    }

    @Test
    void listenersAreToldOutsideOfSyncsUnlessTheySayOtherwise() {
        client.sync.listen(listener());
        client.sync.sync();
        assertEquals(List.of(), heard);
        client.events.runDue();
        assertEquals("Stopped 0", heard.get(heard.size() - 1));
    }

    /** T26, B1: nothing of a progress goes back within one sync. */
    @Test
    void progressNeverGoesBack() {
        List<SyncProgress> told = new ArrayList<>();
        client.sync.listen(Runnable::run, new SyncListener() {
            @Override
            public void changed(SyncStatus status) {
                if (status instanceof SyncStatus.Syncing syncing) {
                    told.add(syncing.progress());
                }
            }
        });
        client.sync.sync();
        client.insert("a");
        client.insert("b");
        told.clear();
        server.next(request -> new Refusal(ErrorCode.FORKED, "again", 1, 0));
        server.next(request -> {
            client.insert("c");
            return server.answer(request);
        });
        server.pages = 3;
        assertEquals(Ending.CAUGHT_UP, client.sync.sync().orThrow().ending());
        SyncProgress before = told.get(0);
        for (SyncProgress now : told) {
            assertTrue(now.phase().compareTo(before.phase()) >= 0, told::toString);
            assertTrue(now.judged() >= before.judged(), told::toString);
            assertTrue(now.toJudge() >= before.toJudge(), told::toString);
            assertTrue(now.rowsReceived() >= before.rowsReceived(), told::toString);
            assertTrue(now.requests() >= before.requests(), told::toString);
            assertTrue(now.judged() <= now.toJudge(), told::toString);
            before = now;
        }
        assertEquals(2, before.judged());
        assertTrue(before.rowsReceived() >= 3);
    }

    @Test
    void aSyncInsideASyncIsRefused() {
        List<ErrorCode> codes = new ArrayList<>();
        client.sync.listen(new SyncListener() {});
        client.sync.listen(Runnable::run, new SyncListener() {
            @Override
            public void changed(SyncStatus status) {
                if (status instanceof SyncStatus.Syncing) {
                    codes.add(refusalOfSync());
                }
            }
        });
        assertTrue(client.sync.sync().caughtUp());
        assertEquals(List.of(ErrorCode.TRANSACTION, ErrorCode.TRANSACTION), codes);
    }

    @Test
    void whyTheServerWouldNotJudgeIsPartOfTheResult() {
        client.sync.sync();
        client.insert("a");
        server.judges = false;
        server.postponed = new Postponement(Postponement.Reason.UNACKNOWLEDGED, 1, 0);
        assertEquals(server.postponed, client.sync.sync().own().postponed());
        server.judges = true;
        server.postponed = null;
        assertNull(client.sync.sync().own().postponed());
    }

    @Test
    void whatWasRefusedCanBeSentAgain() {
        client.sync.sync();
        client.insert("a");
        server.rejects = true;
        SyncResult refused = client.sync.sync();
        assertEquals(1, refused.own().rejected());
        assertEquals(0, refused.own().accepted());
        assertEquals(0, refused.own().differing());
        server.rejects = false;
        client.sync.pendingWork().resend(1);
        assertEquals(1, client.sync.sync().own().accepted());
    }

    @Test
    void theLoopSendsWhatIsCommittedAndDrainsAfterAFailure() {
        client.sync.start();
        client.scheduler.runNext();
        client.insert("a");
        assertEquals(50, client.scheduler.millisToNext());
        server.fail(FakeServer.offline());
        client.scheduler.runNext();
        assertEquals(1, client.standing().pending());
        assertEquals("Offline", client.kind());
        client.scheduler.runNext();
        assertEquals(0, client.standing().pending());
        assertEquals("Idle", client.kind());
        client.sync.stop();
        assertEquals(0, client.scheduler.size());
    }

    /** T29: a sync that somebody asked for is the loop's, too. */
    @Test
    void aSyncByHandPutsTheNextOneOfTheLoopOff() {
        client.sync.start();
        client.scheduler.runNext();
        client.scheduler.pass(29_000);
        client.sync.sync();
        assertEquals(1, client.scheduler.size());
        assertEquals(30_000, client.scheduler.millisToNext());
        client.sync.networkAvailable();
        assertEquals(SyncLoop.HINT_SPACING_MILLIS, client.scheduler.millisToNext());
    }

    @Test
    void aListenerThatThrowsOrAnExecutorThatRefusesDoesNotStopTheLoop() throws Exception {
        SyncListener throwing = new SyncListener() {
            @Override
            public void changed(SyncStatus status) {
                throw new Thrown();
            }
        };
        Thread.UncaughtExceptionHandler before =
                Thread.currentThread().getUncaughtExceptionHandler();
        List<Throwable> thrown = new ArrayList<>();
        Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> thrown.add(e));
        try {
            AutoCloseable handle = client.sync.listen(Runnable::run, throwing);
            client.sync.listen(
                    work -> {
                        throw new IllegalStateException("no more work");
                    },
                    listener());
            client.sync.start();
            client.scheduler.runNext();
            assertEquals(1, client.scheduler.size());
            assertEquals("Idle", client.kind());
            assertTrue(thrown.size() >= 3, "the app hears of it as of any failure of a thread");
            handle.close();
        } finally {
            Thread.currentThread().setUncaughtExceptionHandler(before);
        }
    }

    /** An error of the machine itself reaches the caller, and the loop goes on all the same. */
    @Test
    void anErrorIsThrownAndTheLoopGoesOn() {
        client.sync.start();
        client.scheduler.runNext();
        server.next(request -> {
            throw new StackOverflowError();
        });
        assertThrows(StackOverflowError.class, client.sync::sync);
        assertEquals("Waiting", client.kind());
        assertEquals(1, client.scheduler.size());
        client.scheduler.runNext();
        assertEquals("Idle", client.kind());
    }

    @Test
    void aClosedClientTakesNoCalls() {
        client.sync.start();
        client.close();
        client.close();
        assertEquals("Closed", client.kind());
        assertEquals(0, client.scheduler.size());
        List<Runnable> calls = List.of(
                client.sync::sync,
                () -> client.sync.sync(Duration.ofSeconds(1)),
                client.sync::start,
                client.sync::token,
                client.sync::commitToken,
                client.sync::localCommitted,
                client.sync::logout,
                () -> client.sync.listen(listener()));
        for (Runnable call : calls) {
            assertEquals(
                    ErrorCode.CLOSED, assertThrows(Incorrect.class, call::run).code());
        }
        client.sync.stop();
        client.sync.networkAvailable();
    }

    @Test
    void aClientThatIsClosedDuringASyncSendsNoOtherRequest() throws Exception {
        server.pages = 3;
        server.next(request -> {
            Thread closer = new Thread(client::close);
            closer.start();
            while (closer.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            return server.answer(request);
        });
        Incorrect closed = assertThrows(Incorrect.class, client.sync::sync);
        assertEquals(ErrorCode.CLOSED, closed.code());
        assertEquals(1, server.tokens.size());
    }

    private ErrorCode refusalOfSync() {
        return assertThrows(Incorrect.class, client.sync::sync).code();
    }

    private int rows() {
        return client.sync.database().query("SELECT * FROM t").toList().size();
    }

    private SyncListener listener() {
        return new SyncListener() {
            @Override
            public void happened(ReplicaEvent event) {
                assertEquals(Kind.REJECTED, event.kind());
                heard.add(event.kind() + " " + event.number() + ": " + event.message());
            }

            @Override
            public void changed(SyncStatus status) {
                String text = status.getClass().getSimpleName() + " "
                        + status.standing().pending();
                if (status instanceof SyncStatus.Syncing syncing) {
                    SyncProgress progress = syncing.progress();
                    text += " " + progress.phase() + " " + progress.judged() + "/"
                            + progress.toJudge() + " " + progress.rowsReceived();
                }
                heard.add(text);
            }
        };
    }

    /** What an app's code may throw. */
    private static final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
