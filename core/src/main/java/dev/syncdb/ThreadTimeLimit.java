package dev.syncdb;

import dev.syncdb.clock.TimeLimit;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Runs work on threads that do not keep the process alive, and leaves alone what takes too long: it
 * is interrupted, and if it does not care, its thread is lost. Threads without work go after a
 * while, so it needs no closing.
 */
final class ThreadTimeLimit implements TimeLimit {
    private static final long IDLE_MILLIS_MAX = 10_000;

    private final ThreadPoolExecutor executor;

    /** @param threadName for whoever looks at a list of threads */
    ThreadTimeLimit(String threadName) {
        executor = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_MILLIS_MAX,
                TimeUnit.MILLISECONDS,
                new SynchronousQueue<>(),
                work -> {
                    Thread thread = new Thread(work, threadName);
                    thread.setDaemon(true);
                    return thread;
                });
    }

    @Override
    public <T extends @Nullable Object> T within(long limitMillis, Supplier<T> work) {
        Future<T> result = executor.submit(work::get);
        boolean interrupted = false;
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMillis);
        try {
            while (true) {
                try {
                    return result.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException wait) {
                    // Whoever waits for a commit is not to be stopped in the middle of one.
                    interrupted = true;
                }
            }
        } catch (TimeoutException late) {
            result.cancel(true);
            throw new Exceeded(limitMillis);
        } catch (ExecutionException failure) {
            throw unchecked(failure);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException unchecked(ExecutionException failure) {
        if (failure.getCause() instanceof Error error) {
            throw error;
        }
        return failure.getCause() instanceof RuntimeException known
                ? known
                : new IllegalStateException(failure);
    }
}
