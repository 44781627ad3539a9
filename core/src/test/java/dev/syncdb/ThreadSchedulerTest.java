package dev.syncdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

class ThreadSchedulerTest {
    @Test
    @Timeout(60)
    void tasksRunOneAfterTheOtherOnADaemonThread() throws InterruptedException {
        List<String> ran = new CopyOnWriteArrayList<>();
        CountDownLatch done = new CountDownLatch(2);
        try (ThreadScheduler scheduler = new ThreadScheduler("sync")) {
            scheduler.schedule(60_000, () -> ran.add("cancelled")).cancel();
            for (String name : List.of("first", "second")) {
                scheduler.schedule(0, () -> {
                    assertTrue(Thread.currentThread().isDaemon());
                    ran.add(name + " on " + Thread.currentThread().getName());
                    done.countDown();
                });
            }
            done.await();
        }
        assertEquals(List.of("first on sync", "second on sync"), ran);
    }
}
