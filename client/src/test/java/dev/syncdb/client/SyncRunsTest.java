package dev.syncdb.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.client.SyncResult.Ending;
import dev.syncdb.error.Contended;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** T29: one sync at a time, however many want one. */
@Timeout(60)
class SyncRunsTest {
    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answering = new CountDownLatch(1);
    private Client client;

    @BeforeEach
    void open() {
        client = new Client(folder);
        client.sync.sync();
        client.server.requests.clear();
        client.server.next(request -> {
            asked.countDown();
            await(answering);
            return client.server.answer(request);
        });
    }

    @AfterEach
    void close() {
        answering.countDown();
        client.close();
        threads.shutdown();
    }

    @Test
    void whoComesDuringASyncSharesTheNextOne() throws Exception {
        CompletableFuture<SyncResult> first = inThread(client.sync::sync);
        asked.await();
        List<CompletableFuture<SyncResult>> others = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            others.add(inThread(client.sync::sync));
        }
        awaitWaiting(8);
        answering.countDown();
        assertTrue(first.join().caughtUp());
        for (CompletableFuture<SyncResult> other : others) {
            assertSame(others.get(0).join(), other.join());
        }
        assertEquals(2, client.server.requests.size(), "one for the first, one for all others");
    }

    @Test
    void theLoopDoesNotSyncBesideSomebodyElse() throws Exception {
        client.sync.start();
        CompletableFuture<SyncResult> byHand = inThread(client.sync::sync);
        asked.await();
        assertEquals(0, client.scheduler.size(), "the end of that sync plans the next one");
        answering.countDown();
        assertTrue(byHand.join().caughtUp());
        assertEquals(1, client.scheduler.size());
        assertEquals(1, client.server.requests.size());
    }

    @Test
    void whoWaitsForASyncElsewhereWaitsNoLongerThanTheDeadline() throws Exception {
        CompletableFuture<SyncResult> first = inThread(client.sync::sync);
        asked.await();
        CompletableFuture<SyncResult> second =
                inThread(() -> client.sync.sync(Duration.ofMillis(20)));
        awaitWaiting(1);
        client.scheduler.pass(20);
        assertEquals(Ending.DEADLINE, second.join().ending());
        assertEquals(0, second.join().traffic().requests());
        assertTrue(!first.isDone());
        answering.countDown();
        assertTrue(first.join().caughtUp());
    }

    @Test
    void whoHasMoreTimeThanTheOneWhoSyncsGoesOn() throws Exception {
        CompletableFuture<SyncResult> first = inThread(client.sync::sync);
        asked.await();
        // The next sync is run by one of the two. Whoever it is, the one with time gets its own.
        client.server.next(request -> {
            client.scheduler.pass(1_000);
            throw FakeServer.offline();
        });
        CompletableFuture<SyncResult> hasty =
                inThread(() -> client.sync.sync(Duration.ofMillis(1_000)));
        awaitWaiting(1);
        CompletableFuture<SyncResult> patient = inThread(client.sync::sync);
        awaitWaiting(2);
        answering.countDown();
        first.join();
        Ending shared = patient.join().ending();
        assertTrue(shared == Ending.CAUGHT_UP || shared == Ending.OFFLINE, shared::name);
        Ending own = hasty.join().ending();
        assertTrue(own == Ending.DEADLINE || own == Ending.OFFLINE, own::name);
    }

    @Test
    void whoIsInterruptedWhileWaitingIsToldSo() throws Exception {
        inThread(client.sync::sync);
        asked.await();
        AtomicReference<Thread> waiter = new AtomicReference<>();
        CompletableFuture<SyncResult> second = inThread(() -> {
            waiter.set(Thread.currentThread());
            return client.sync.sync();
        });
        awaitWaiting(1);
        waiter.get().interrupt();
        CompletionException failure = assertThrows(CompletionException.class, second::join);
        assertEquals(Contended.class, failure.getCause().getClass());
    }

    @Test
    void whoWaitsForASyncOfAClientThatIsClosedIsToldSo() throws Exception {
        CompletableFuture<SyncResult> first = inThread(client.sync::sync);
        asked.await();
        CompletableFuture<SyncResult> second = inThread(client.sync::sync);
        awaitWaiting(1);
        CompletableFuture<SyncResult> closing = inThread(() -> {
            client.close();
            return null;
        });
        awaitWaiting(2);
        answering.countDown();
        closing.join();
        assertTrue(first.join().caughtUp(), "the exchange in progress ended it");
        CompletionException failure = assertThrows(CompletionException.class, second::join);
        Incorrect closed = (Incorrect) failure.getCause();
        assertEquals(ErrorCode.CLOSED, closed.code());
    }

    @Test
    void aSyncThatFailsBesideAllReasonLetsTheOthersGoOn() throws Exception {
        client.server.next.clear();
        client.server.next(request -> {
            asked.countDown();
            await(answering);
            throw new StackOverflowError();
        });
        CompletableFuture<SyncResult> first = inThread(client.sync::sync);
        asked.await();
        CompletableFuture<SyncResult> second = inThread(client.sync::sync);
        awaitWaiting(1);
        answering.countDown();
        assertTrue(second.join().caughtUp());
        CompletionException failure = assertThrows(CompletionException.class, first::join);
        assertEquals(StackOverflowError.class, failure.getCause().getClass());
    }

    private CompletableFuture<SyncResult> inThread(Supplier<SyncResult> work) {
        return CompletableFuture.supplyAsync(work, threads);
    }

    private void awaitWaiting(int count) {
        while (client.sync.waiting() < count) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
