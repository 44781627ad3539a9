package dev.syncdb.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.Contended;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Forbidden;
import dev.syncdb.error.Retryable;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;

class SyncLoopTest {
    private static final SyncPolicy POLICY = new SyncPolicy(30_000, 50, 1_000, 10_000);
    private static final BooleanSupplier CAUGHT_UP = () -> true;

    private final ManualScheduler scheduler = new ManualScheduler();
    private final Deque<BooleanSupplier> outcomes = new ArrayDeque<>();
    private final SyncLoop loop = new SyncLoop(
            scheduler, POLICY, new RetryDelay(() -> Long.MAX_VALUE, POLICY), this::sync);
    private int syncs;

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
        loop.committed();
        loop.committed();
        assertEquals(1, scheduler.size());
        assertEquals(50, scheduler.millisToNext());
    }

    @Test
    void aCommitDuringASyncIsNotForgotten() {
        outcomes.add(() -> {
            loop.committed();
            return true;
        });
        loop.start();
        scheduler.runNext();
        assertEquals(50, scheduler.millisToNext());
    }

    /** T13: after a failure, and no further writes, the loop tries again by itself. */
    @Test
    void afterAFailureItTriesAgainWithoutAnyCommit() {
        fail(new Retryable(ErrorCode.UNREACHABLE, "no network", 0));
        loop.start();
        scheduler.runNext();
        assertTrue(scheduler.millisToNext() <= 1_000);
        scheduler.runNext();
        assertEquals(2, syncs);
        assertEquals(30_000, scheduler.millisToNext());
    }

    @Test
    void aCommitDoesNotHurryALoopThatWaitsForTheServersSake() {
        fail(new Retryable(ErrorCode.BUSY, "later", 20_000));
        loop.start();
        scheduler.runNext();
        loop.committed();
        assertEquals(1, scheduler.size());
        assertTrue(scheduler.millisToNext() >= 20_000);
    }

    @Test
    void whatIsPendingWithoutAReasonIsTriedAgainSoon() {
        outcomes.add(() -> false);
        loop.start();
        scheduler.runNext();
        assertTrue(scheduler.millisToNext() <= 1_000);
    }

    @Test
    void aLastingFailureIsTriedAgainAtTheNextPollOnly() {
        fail(new Forbidden(ErrorCode.UNAUTHENTICATED, "who are you"));
        loop.start();
        scheduler.runNext();
        loop.committed();
        assertEquals(30_000, scheduler.millisToNext());
        scheduler.runNext();
        assertEquals(2, syncs);
    }

    @Test
    void failuresOfOtherKindsDoNotEndTheLoop() {
        fail(new Contended(ErrorCode.BUSY, "a long transaction"));
        fail(new IllegalStateException("a bug"));
        loop.start();
        scheduler.runNext();
        assertTrue(scheduler.millisToNext() <= 1_000);
        scheduler.runNext();
        assertTrue(scheduler.millisToNext() <= 2_000);
    }

    @Test
    void aLoopThatWasStoppedPlansNothing() {
        loop.committed();
        loop.stop();
        assertEquals(0, scheduler.size());
        loop.start();
        loop.stop();
        assertEquals(0, scheduler.size());
        outcomes.add(() -> {
            loop.stop();
            return true;
        });
        loop.start();
        scheduler.runNext();
        assertEquals(0, scheduler.size());
    }

    @Test
    void aLoopThatIsStartedAgainDuringASyncPlansOnce() {
        outcomes.add(() -> {
            loop.stop();
            loop.start();
            return true;
        });
        loop.start();
        scheduler.runNext();
        assertEquals(1, scheduler.size());
    }

    private void fail(RuntimeException failure) {
        outcomes.add(() -> {
            throw failure;
        });
    }

    private boolean sync() {
        syncs++;
        return outcomes.isEmpty() ? CAUGHT_UP.getAsBoolean() : outcomes.remove().getAsBoolean();
    }
}
