package dev.syncdb.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.client.SyncLoop.Counts;
import dev.syncdb.client.SyncResult.Ending;
import dev.syncdb.client.SyncResult.Own;
import dev.syncdb.client.SyncResult.Rows;
import dev.syncdb.client.SyncResult.Traffic;
import dev.syncdb.client.replica.Judged;
import dev.syncdb.client.replica.ReplicaOptions;
import dev.syncdb.client.transport.Credentials;
import dev.syncdb.clock.Environment;
import dev.syncdb.error.Contended;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.error.Forbidden;
import dev.syncdb.error.Incorrect;
import dev.syncdb.error.Retryable;
import dev.syncdb.journal.FileDisk;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

class SyncLoopTest {
    private static final SyncPolicy POLICY = new SyncPolicy(30_000, 50, 1_000, 10_000);
    private static final Counts NOTHING = new Counts(0, 0, 0, true, false);

    @TempDir
    Path folder;

    private final ManualScheduler scheduler = new ManualScheduler();
    private final Deque<Runnable> meanwhile = new ArrayDeque<>();
    private final Deque<SyncResult> results = new ArrayDeque<>();
    private SyncLoop loop;
    private int syncs;

    @BeforeEach
    void open() {
        Environment environment = new Environment(scheduler.clock(), RetryDelayTest.LARGEST);
        ClientOptions options = new ClientOptions(
                ReplicaOptions.of(new FileDisk(folder), environment, "somebody"),
                new FakeServer(),
                Credentials.of("token"),
                scheduler,
                POLICY);
        loop = new SyncLoop(options, () -> NOTHING, this::sync, 0);
    }

    @Test
    void itSyncsAtOnceAndThenFromTimeToTime() {
        loop.start();
        loop.start();
        assertEquals(1, scheduler.size());
        assertEquals(0, scheduler.millisToNext());
        scheduler.runNext();
        assertEquals(30_000, scheduler.millisToNext());
        scheduler.runNext();
        assertEquals(2, syncs);
    }

    @Test
    void aCommitBringsTheNextSyncForwardOnce() {
        loop.start();
        scheduler.runNext();
        loop.hurry();
        scheduler.pass(20);
        loop.hurry();
        assertEquals(1, scheduler.size());
        assertEquals(30, scheduler.millisToNext(), "the first one's wait goes on");
    }

    @Test
    void aCommitDuringASyncIsNotForgotten() {
        meanwhile.add(loop::hurry);
        loop.start();
        scheduler.runNext();
        assertEquals(50, scheduler.millisToNext());
    }

    /** T13: after a failure, and no further writes, the loop tries again by itself. */
    @Test
    void afterAFailureItTriesAgainWithoutAnyCommit() {
        fail(offline());
        loop.start();
        scheduler.runNext();
        assertEquals(1_000, scheduler.millisToNext());
        scheduler.runNext();
        assertEquals(2, syncs);
        assertEquals(30_000, scheduler.millisToNext());
    }

    @Test
    void theBoundDoublesUpToItsMaximumAndFallsWithSuccess() {
        loop.start();
        for (long bound : new long[] {1_000, 2_000, 4_000, 8_000, 10_000, 10_000}) {
            fail(offline());
            scheduler.runNext();
            assertEquals(bound, scheduler.millisToNext());
        }
        scheduler.runNext();
        fail(offline());
        scheduler.runNext();
        assertEquals(1_000, scheduler.millisToNext());
    }

    @Test
    void nothingHurriesALoopThatWaitsForTheServersSake() {
        fail(new Retryable(ErrorCode.BUSY, "later", 20_000));
        loop.start();
        scheduler.runNext();
        scheduler.pass(5_000);
        loop.hurry();
        assertTrue(scheduler.millisToNext() >= 15_000);
        loop.networkAvailable();
        assertEquals(15_000, scheduler.millisToNext(), "only the jitter is left out");
        loop.stop();
        loop.start();
        assertEquals(15_000, scheduler.millisToNext());
        assertEquals(1, scheduler.size());
    }

    @Test
    void aRefusalThatLastsIsAskedAboutRarely() {
        fail(new Forbidden(ErrorCode.FORBIDDEN, "not yours"));
        loop.start();
        scheduler.runNext();
        loop.hurry();
        assertEquals(SyncLoop.REFUSED_MILLIS_MIN, scheduler.millisToNext());
        assertInstanceOf(SyncStatus.Refused.class, loop.status());
        scheduler.runNext();
        assertEquals(2, syncs);
        assertInstanceOf(SyncStatus.Idle.class, loop.status());
    }

    @Test
    void whatPassesIsTriedAgainSoonAndAFaultAtTheCap() {
        fail(new Contended(ErrorCode.BUSY, "a long transaction"));
        loop.start();
        scheduler.runNext();
        assertEquals(1_000, scheduler.millisToNext());
        Fault fault = new Fault(ErrorCode.INTERNAL, "a bug");
        fail(fault);
        scheduler.runNext();
        assertEquals(10_000, scheduler.millisToNext());
        SyncStatus.Waiting waiting =
                assertInstanceOf(SyncStatus.Waiting.class, loop.status(), "it is told");
        assertEquals(fault, waiting.why());
        assertEquals(ManualScheduler.EPOCH_MILLIS + scheduler.now() + 10_000, waiting.nextMillis());
        fail(new IllegalStateException("another one"));
        scheduler.runNext();
        assertEquals(10_000, scheduler.millisToNext());
    }

    @Test
    void aSyncWhoseTimeWasOverIsGoneOnWithSoon() {
        loop.start();
        results.add(result(Ending.DEADLINE, 100, null));
        scheduler.runNext();
        assertEquals(50, scheduler.millisToNext());
        results.add(result(Ending.DEADLINE, 0, null));
        scheduler.runNext();
        assertEquals(1_000, scheduler.millisToNext(), "unless the server kept silent");
    }

    @Test
    void thatTheNetworkIsBackBringsATryForwardButKeepsSpacing() {
        loop.start();
        for (int i = 0; i < 5; i++) {
            fail(offline());
            scheduler.runNext();
        }
        assertEquals(10_000, scheduler.millisToNext());
        scheduler.pass(1_000);
        loop.networkAvailable();
        loop.networkAvailable();
        assertEquals(1, scheduler.size());
        assertEquals(SyncLoop.HINT_SPACING_MILLIS - 1_000, scheduler.millisToNext());
        fail(offline());
        scheduler.runNext();
        scheduler.pass(SyncLoop.HINT_SPACING_MILLIS + 1);
        loop.networkAvailable();
        assertEquals(0, scheduler.millisToNext());
    }

    @Test
    void aHintDuringASyncThatFailsIsNotForgotten() {
        loop.start();
        for (int i = 0; i < 5; i++) {
            fail(offline());
            scheduler.runNext();
        }
        fail(offline());
        meanwhile.add(loop::networkAvailable);
        scheduler.runNext();
        assertEquals(SyncLoop.HINT_SPACING_MILLIS, scheduler.millisToNext());
    }

    @Test
    void anAppThatStartsOverAndOverDoesNotHammer() {
        fail(offline());
        loop.start();
        scheduler.runNext();
        for (int i = 0; i < 3; i++) {
            loop.stop();
            assertEquals(0, scheduler.size());
            loop.start();
            assertEquals(SyncLoop.HINT_SPACING_MILLIS, scheduler.millisToNext());
        }
    }

    @Test
    void aLoopThatWasStoppedPlansNothing() {
        loop.hurry();
        loop.networkAvailable();
        loop.stop();
        assertEquals(0, scheduler.size());
        loop.start();
        loop.stop();
        assertEquals(0, scheduler.size());
        meanwhile.add(loop::stop);
        loop.start();
        scheduler.runNext();
        assertEquals(0, scheduler.size());
        assertInstanceOf(SyncStatus.Stopped.class, loop.status());
    }

    @Test
    void aLoopThatIsStartedAgainDuringASyncPlansOnce() {
        meanwhile.add(() -> {
            loop.stop();
            loop.start();
        });
        loop.start();
        scheduler.runNext();
        assertEquals(1, scheduler.size());
    }

    @Test
    void aLoopThatIsClosedIsNotStartedAgain() {
        loop.start();
        loop.close();
        assertEquals(0, scheduler.size());
        Incorrect refused = assertThrows(Incorrect.class, loop::start);
        assertEquals(ErrorCode.CLOSED, refused.code());
        assertInstanceOf(SyncStatus.Closed.class, loop.status());
    }

    @Test
    void aSchedulerThatRefusesIsAskedAgainByWhateverHappensNext() {
        loop.start();
        scheduler.refuses = true;
        scheduler.runNext();
        assertEquals(0, scheduler.size());
        scheduler.refuses = false;
        loop.hurry();
        assertEquals(1, scheduler.size());
    }

    @Test
    void timesOfTheStatusAreThoseOfThePlan() {
        loop.start();
        scheduler.runNext();
        SyncStatus.Idle idle = assertInstanceOf(SyncStatus.Idle.class, loop.status());
        long wall = ManualScheduler.EPOCH_MILLIS + scheduler.now();
        assertEquals(wall + 30_000, idle.nextMillis());
        assertEquals(wall, idle.standing().lastSyncedMillis());
        assertTrue(idle.standing().caughtUp());
        loop.hurry();
        assertEquals(wall + 50, ((SyncStatus.Idle) loop.status()).nextMillis());
    }

    private static Retryable offline() {
        return FakeServer.offline();
    }

    private void fail(RuntimeException failure) {
        results.add(result(SyncCycle.ending(failure), 0, failure));
    }

    private static SyncResult result(
            Ending ending, long bytesDown, @Nullable RuntimeException error) {
        return new SyncResult(
                ending,
                new Own(Judged.NONE, 0, null),
                new Rows(0, 0),
                new Traffic(1, 10, bytesDown),
                error);
    }

    private void sync() {
        syncs++;
        loop.began();
        if (!meanwhile.isEmpty()) {
            meanwhile.remove().run();
        }
        loop.ended(results.isEmpty() ? result(Ending.CAUGHT_UP, 10, null) : results.remove());
    }
}
