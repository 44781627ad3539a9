package dev.syncdb.server.run;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/**
 * Runs tasks one after the other, in the order they came, on the threads of another executor. May
 * be called from any thread, also from inside a task: that one then waits for its turn, so a task
 * never runs inside another one.
 */
public final class SerialExecutor implements Executor {
    private final Executor executor;
    private final Alarm alarm;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean running;
    private volatile @Nullable Thread runner;

    public SerialExecutor(Executor executor, Alarm alarm) {
        this.executor = executor;
        this.alarm = alarm;
    }

    /** Queues the task. Fails with what the other executor throws if that one takes no more. */
    @Override
    public void execute(Runnable task) {
        synchronized (waiting) {
            waiting.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        try {
            executor.execute(this::drain);
        } catch (RuntimeException refused) {
            synchronized (waiting) {
                running = false;
                waiting.remove(task);
            }
            throw refused;
        }
    }

    /** True if the calling thread is running one of the tasks. */
    public boolean isInside() {
        return runner == Thread.currentThread();
    }

    private void drain() {
        for (Runnable task = next(); task != null; task = next()) {
            runner = Thread.currentThread();
            try {
                task.run();
            } catch (Throwable failure) {
                // Whatever it is: the tasks behind it must not wait for ever.
                alarm.raise("running a task", failure);
            } finally {
                runner = null;
            }
        }
    }

    private @Nullable Runnable next() {
        synchronized (waiting) {
            Runnable task = waiting.poll();
            running = task != null;
            return task;
        }
    }
}
