package dev.syncdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Change;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

final class DeliveryTest {
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<Long> heard = new ArrayList<>();

    @Test
    void eventsComeInOrderAndOneAtATimeEvenFromAPool() throws InterruptedException {
        int events = 5_000;
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<QueryEvent> seen = Collections.synchronizedList(new ArrayList<>());
            AtomicBoolean busy = new AtomicBoolean();
            CountDownLatch last = new CountDownLatch(1);
            Delivery delivery = new Delivery(pool, event -> {
                assertFalse(busy.getAndSet(true), "two calls at once");
                seen.add(event);
                busy.set(false);
                if (event.version() == events) {
                    last.countDown();
                }
            });
            for (long version = 1; version <= events; version++) {
                give(delivery, version);
            }
            assertTrue(last.await(1, TimeUnit.MINUTES), "the last event never came");
            long next = 1;
            for (QueryEvent event : seen) {
                assertEquals(next, event.firstVersion(), "no version is skipped, or told twice");
                next = event.version() + 1;
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void whereTooManyEventsWaitTheyBecomeOneThatSaysSo() {
        List<QueryEvent> events = new ArrayList<>();
        Delivery delivery = new Delivery(tasks::add, events::add);
        for (long version = 1; version <= Delivery.EVENTS_WAITING_MAX + 1; version++) {
            give(delivery, version);
        }
        give(delivery, 100);
        assertEquals(1, tasks.size(), "one task sees to all that waits");
        tasks.remove().run();

        assertEquals(2, events.size());
        QueryEvent joined = events.get(0);
        assertEquals(1, joined.firstVersion());
        assertEquals(Delivery.EVENTS_WAITING_MAX + 1, joined.version());
        assertFalse(joined.isComplete());
        assertEquals(Map.of(), joined.changes());
        assertEquals(100, events.get(1).firstVersion());
        assertTrue(events.get(1).isComplete());
    }

    @Test
    void whereTooManyChangesWaitTheirEventsBecomeOne() {
        List<QueryEvent> events = new ArrayList<>();
        Delivery delivery = new Delivery(tasks::add, events::add);
        delivery.add(large(1));
        delivery.wake();
        tasks.remove().run();
        assertTrue(events.remove(0).isComplete(), "one alone is in memory anyway");

        delivery.add(large(2));
        delivery.add(large(3));
        delivery.wake();
        give(delivery, 4);
        tasks.remove().run();
        assertEquals(2, events.size());
        assertEquals(2, events.get(0).firstVersion());
        assertEquals(3, events.get(0).version());
        assertFalse(events.get(0).isComplete());
        assertTrue(events.get(1).isComplete(), "what is joined takes no more room");
    }

    @Test
    void aListenerThatThrowsHearsOfTheNextEvent() {
        IllegalStateException failure = new IllegalStateException("a listener's own mistake");
        Delivery delivery = new Delivery(Runnable::run, event -> {
            heard.add(event.version());
            throw failure;
        });
        List<Throwable> reported = new ArrayList<>();
        asUncaught(reported::add, () -> {
            give(delivery, 1);
            give(delivery, 2);
        });
        assertEquals(List.of(1L, 2L), heard);
        assertEquals(2, reported.size());
        assertSame(failure, reported.get(0));

        asUncaught(
                thrown -> {
                    throw new IllegalStateException("the handler's own mistake");
                },
                () -> give(delivery, 3));
        assertEquals(List.of(1L, 2L, 3L), heard);
    }

    @Test
    void whatTheExecutorRefusesIsOfferedAgain() {
        AtomicBoolean full = new AtomicBoolean(true);
        Delivery delivery = new Delivery(
                task -> {
                    if (full.get()) {
                        throw new RejectedExecutionException("full");
                    }
                    task.run();
                },
                event -> heard.add(event.version()));
        give(delivery, 1);
        give(delivery, 2);
        assertEquals(List.of(), heard);

        full.set(false);
        delivery.wake();
        assertEquals(List.of(1L, 2L), heard, "nothing is lost");
        delivery.wake();
        give(delivery, 3);
        assertEquals(List.of(1L, 2L, 3L), heard);
    }

    @Test
    void anExecutorThatRefusesForeverFillsNoMemory() {
        Delivery delivery = new Delivery(
                task -> {
                    tasks.add(task);
                    throw new RejectedExecutionException("shut down");
                },
                event -> heard.add(event.version() - event.firstVersion()));
        for (long version = 1; version <= 100_000; version++) {
            give(delivery, version);
            tasks.clear();
        }
        tasks.clear();
        delivery.wake();
        tasks.remove().run();
        assertTrue(heard.size() <= Delivery.EVENTS_WAITING_MAX, heard.size() + " events");
        assertEquals(100_000 - heard.size(), heard.stream().mapToLong(n -> n).sum());
    }

    @Test
    void aTaskThatRunsAlthoughItWasRefusedStandsInNobodysWay() {
        Executor contrary = task -> {
            tasks.add(task);
            throw new RejectedExecutionException("or not");
        };
        Delivery delivery = new Delivery(contrary, event -> {
            heard.add(event.version());
            if (event.version() == 1) {
                tasks.remove().run();
                heard.add(-event.version());
            }
        });
        give(delivery, 1);
        give(delivery, 2);
        tasks.remove().run();
        assertEquals(List.of(1L, -1L, 2L), heard, "one call at a time, also within another");
    }

    @Test
    void nothingIsTakenUpBehindClose() {
        Delivery waiting = new Delivery(tasks::add, event -> heard.add(event.version()));
        give(waiting, 1);
        waiting.close();
        tasks.remove().run();
        give(waiting, 2);
        assertEquals(0, tasks.size());

        Delivery[] self = new Delivery[1];
        self[0] = new Delivery(tasks::add, event -> {
            heard.add(event.version());
            self[0].close();
        });
        give(self[0], 3);
        give(self[0], 4);
        tasks.remove().run();
        assertEquals(List.of(3L), heard);
    }

    private static void give(Delivery delivery, long version) {
        delivery.add(QueryEvent.of(version, Map.of(), Rows::none));
        delivery.wake();
    }

    private static QueryEvent large(long version) {
        Change change = new Change.Define("CREATE TABLE t (a)");
        List<Change> changes = Collections.nCopies(Delivery.CHANGES_WAITING_MAX, change);
        return QueryEvent.of(version, Map.of("t", changes), Rows::none);
    }

    private interface Handler {
        void uncaught(Throwable failure);
    }

    private static void asUncaught(Handler handler, Runnable work) {
        Thread thread = Thread.currentThread();
        Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
        thread.setUncaughtExceptionHandler((which, failure) -> handler.uncaught(failure));
        try {
            work.run();
        } finally {
            thread.setUncaughtExceptionHandler(before);
        }
    }
}
