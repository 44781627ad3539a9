package dev.syncdb.client;

import dev.syncdb.client.replica.ReplicaEvent;
import dev.syncdb.clock.Scheduler;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/**
 * One listener and what it is still to hear. Hands that to an executor: in order, one at a time
 * whatever the executor is. Lives until it is closed; any thread may call it.
 */
final class Listening {
    /**
     * As many changes as an hour of failures makes, many times over. A listener whose executor has
     * been dead for longer loses the oldest.
     */
    static final int WAITING_MAX = 4_096;

    /** An executor that refuses is asked again after this. */
    static final long REFUSED_MILLIS = 1_000;

    /** Something to tell: a status or an event. */
    private record News(
            @Nullable SyncStatus status, @Nullable ReplicaEvent event) {
        /** True if the older of two need not be told: only numbers differ. */
        boolean replaces(News older) {
            return status != null
                    && older.status != null
                    && status.getClass() == older.status.getClass();
        }
    }

    private final SyncListener listener;
    private final Executor executor;
    private final Scheduler timer;
    private final Deque<News> waiting = new ArrayDeque<>();
    private boolean scheduled;
    private boolean running;
    private boolean closed;

    /** @param timer asks an executor again that has refused */
    Listening(SyncListener listener, Executor executor, Scheduler timer) {
        this.listener = listener;
        this.executor = executor;
        this.timer = timer;
    }

    void add(SyncStatus status) {
        add(new News(status, null));
    }

    void add(ReplicaEvent event) {
        add(new News(null, event));
    }

    /** Has the executor see to what waits. */
    void wake() {
        if (!schedule()) {
            return;
        }
        try {
            executor.execute(this::run);
        } catch (Throwable refused) {
            unschedule();
            askAgain();
        }
    }

    /** Tells nothing from now on. Does not wait for a call that has begun. */
    synchronized void close() {
        closed = true;
        waiting.clear();
    }

    private synchronized void add(News news) {
        if (closed) {
            return;
        }
        News newest = waiting.peekLast();
        if (newest != null && news.replaces(newest)) {
            waiting.removeLast();
        } else if (waiting.size() == WAITING_MAX) {
            waiting.removeFirst();
        }
        waiting.addLast(news);
    }

    private void askAgain() {
        try {
            timer.schedule(REFUSED_MILLIS, this::wake);
        } catch (RuntimeException alsoRefused) {
            // The next news asks.
        }
    }

    private synchronized boolean schedule() {
        boolean needed = !scheduled && !waiting.isEmpty();
        scheduled |= needed;
        return needed;
    }

    private synchronized void unschedule() {
        scheduled = false;
    }

    private void run() {
        if (!begin()) {
            return;
        }
        News news = next();
        while (news != null) {
            tell(news);
            news = next();
        }
    }

    /** False if a run is under way: an executor may run what it seemed to refuse. */
    private synchronized boolean begin() {
        boolean alone = !running;
        running = true;
        return alone;
    }

    /** The next news; null, and the end of the run, if there is none. */
    private synchronized @Nullable News next() {
        News news = waiting.pollFirst();
        if (news == null) {
            running = false;
            scheduled = false;
        }
        return news;
    }

    private void tell(News news) {
        try {
            if (news.status() != null) {
                listener.changed(news.status());
            }
            if (news.event() != null) {
                listener.happened(news.event());
            }
        } catch (Throwable failure) {
            report(failure);
        }
    }

    /** As if the listener had ended its thread, without doing that to the executor. */
    private static void report(Throwable failure) {
        Thread thread = Thread.currentThread();
        try {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
        } catch (Throwable ignored) {
            // So does the platform with what a handler throws.
        }
    }
}
