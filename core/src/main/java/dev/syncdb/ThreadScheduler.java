package dev.syncdb;

import dev.syncdb.clock.Scheduler;
import dev.syncdb.clock.TimeLimit;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs tasks on one thread that does not keep the process alive. The thread is made for the first
 * task and goes when there has been none for a while, so that a scheduler needs no closing.
 */
public final class ThreadScheduler implements Scheduler, AutoCloseable {
    private static final long IDLE_MILLIS_MAX = 10_000;

    private final ScheduledThreadPoolExecutor executor;

    /**
     * A scheduler with a thread of its own.
     *
     * @param threadName for whoever looks at a list of threads
     */
    public ThreadScheduler(String threadName) {
        executor = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, threadName);
            thread.setDaemon(true);
            return thread;
        });
        executor.setKeepAliveTime(IDLE_MILLIS_MAX, TimeUnit.MILLISECONDS);
        executor.allowCoreThreadTimeOut(true);
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Runs work on threads of its own and gives up what takes too long: it is interrupted, and if
     * it does not care, its thread is lost. Needs no closing.
     *
     * @param threadName for whoever looks at a list of threads
     */
    public static TimeLimit timeLimit(String threadName) {
        return new ThreadTimeLimit(threadName);
    }

    @Override
    public Task schedule(long delayMillis, Runnable task) {
        var future = executor.schedule(task, delayMillis, TimeUnit.MILLISECONDS);
        return () -> future.cancel(false);
    }

    /** Runs nothing any more; what runs is let finish. */
    @Override
    public void close() {
        executor.shutdown();
    }
}
