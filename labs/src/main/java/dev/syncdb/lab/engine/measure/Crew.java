package dev.syncdb.lab.engine.measure;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads at work at once, by the clock on the wall. */
final class Crew {
    private static final double SECOND_NANOS = 1e9;

    private Crew() {}

    /** What one thread does to its end. */
    interface Work {
        void run() throws SQLException;
    }

    /** Seconds from the start of all to the end of the last. */
    static double seconds(List<Work> works) {
        ExecutorService threads = Executors.newFixedThreadPool(works.size());
        try {
            long start = System.nanoTime();
            for (Future<Boolean> end : threads.invokeAll(calls(works))) {
                end.get();
            }
            return (System.nanoTime() - start) / SECOND_NANOS;
        } catch (ExecutionException failure) {
            throw new IllegalStateException("a thread failed", failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted beside threads at work", interrupted);
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Callable<Boolean>> calls(List<Work> works) {
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (Work work : works) {
            calls.add(() -> {
                work.run();
                return true;
            });
        }
        return calls;
    }
}
