package dev.syncdb.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

final class DeliveryTest {
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<Long> heard = new ArrayList<>();

    @Test
    void eventsComeInOrderAndOneAtATimeEvenFromAPool() throws InterruptedException {
        int events = 5_000;
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Long> seen = Collections.synchronizedList(new ArrayList<>());
            AtomicBoolean busy = new AtomicBoolean();
            CountDownLatch last = new CountDownLatch(1);
            Delivery<Long> delivery = delivery(pool, event -> {
                assertFalse(busy.getAndSet(true), "two calls at once");
                seen.add(event);
                busy.set(false);
                if (event == events) {
                    last.countDown();
                }
            });
            for (long event = 1; event <= events; event++) {
                give(delivery, event);
            }
            assertTrue(last.await(1, TimeUnit.MINUTES), "the last event never came");
            for (int i = 0; i < events; i++) {
                assertEquals(i + 1L, seen.get(i), "no event is skipped, or told twice");
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aListenerThatThrowsHearsOfTheNextEvent() {
        IllegalStateException failure = new IllegalStateException("a listener's own mistake");
        Delivery<Long> delivery = delivery(Runnable::run, event -> {
            heard.add(event);
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
        Delivery<Long> delivery = delivery(
                task -> {
                    if (full.get()) {
                        throw new RejectedExecutionException("full");
                    }
                    task.run();
                },
                event -> heard.add(event));
        give(delivery, 1);
        give(delivery, 2);
        assertEquals(List.of(), heard);
        assertFalse(delivery.wake(), "who brings events is told");

        full.set(false);
        assertTrue(delivery.wake());
        assertEquals(List.of(1L, 2L), heard, "nothing is lost");
        delivery.wake();
        give(delivery, 3);
        assertEquals(List.of(1L, 2L, 3L), heard);
    }

    @Test
    void aTaskThatRunsAlthoughItWasRefusedStandsInNobodysWay() {
        Executor contrary = task -> {
            tasks.add(task);
            throw new RejectedExecutionException("or not");
        };
        Delivery<Long> delivery = delivery(contrary, event -> {
            heard.add(event);
            if (event == 1) {
                tasks.remove().run();
                heard.add(-event);
            }
        });
        give(delivery, 1);
        give(delivery, 2);
        tasks.remove().run();
        assertEquals(List.of(1L, -1L, 2L), heard, "one call at a time, also within another");
    }

    @Test
    void nothingIsTakenUpBehindClose() {
        Delivery<Long> waiting = delivery(tasks::add, event -> heard.add(event));
        give(waiting, 1);
        waiting.close();
        tasks.remove().run();
        give(waiting, 2);
        assertEquals(0, tasks.size());

        AtomicReference<Delivery<Long>> self = new AtomicReference<>();
        self.set(delivery(tasks::add, event -> {
            heard.add(event);
            self.get().close();
        }));
        give(self.get(), 3);
        give(self.get(), 4);
        tasks.remove().run();
        assertEquals(List.of(3L), heard);
    }

    private static void give(Delivery<Long> delivery, long event) {
        delivery.add(event);
        delivery.wake();
    }

    private Delivery<Long> delivery(Executor executor, Consumer<Long> listener) {
        return new Delivery<>(executor, new All(), listener);
    }

    /** Keeps everything. */
    private static final class All implements Backlog<Long> {
        private final Deque<Long> waiting = new ArrayDeque<>();

        @Override
        public void add(Long event) {
            waiting.add(event);
        }

        @Override
        public @Nullable Long poll() {
            return waiting.poll();
        }

        @Override
        public boolean isEmpty() {
            return waiting.isEmpty();
        }

        @Override
        public void clear() {
            waiting.clear();
        }
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
