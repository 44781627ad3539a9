package dev.syncdb;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/**
 * Hands events to a listener on an executor: in order, one at a time whatever the executor is, and
 * without holding up who brings them. Lives until it is closed; any thread may call it.
 */
final class Delivery {
    /** Enough for a listener that runs the query again while a burst of commits goes on. */
    static final int EVENTS_WAITING_MAX = 64;

    /** A few MB of changes; with more in sight, running the query again is cheaper. */
    static final int CHANGES_WAITING_MAX = 10_000;

    private final Executor executor;
    private final QueryListener listener;
    private final Deque<QueryEvent> waiting = new ArrayDeque<>();
    private int changesWaiting;
    private boolean scheduled;
    private boolean running;
    private boolean closed;

    Delivery(Executor executor, QueryListener listener) {
        this.executor = executor;
        this.listener = listener;
    }

    /** Lines an event up. Where too many wait, all of them become one. */
    synchronized void add(QueryEvent event) {
        if (closed) {
            return;
        }
        waiting.addLast(event);
        changesWaiting += event.size();
        boolean many = waiting.size() > EVENTS_WAITING_MAX;
        if (many || (waiting.size() > 1 && changesWaiting > CHANGES_WAITING_MAX)) {
            QueryEvent joined = waiting.getFirst().joined(event);
            waiting.clear();
            waiting.addLast(joined);
            changesWaiting = 0;
        }
    }

    /** Has the executor see to what waits. If it refuses, it is asked again by the next call. */
    void wake() {
        if (!schedule()) {
            return;
        }
        try {
            executor.execute(this::run);
        } catch (Throwable refused) {
            // The commit is done, and must not look as if it were not.
            unschedule();
        }
    }

    /** Takes up no event from now on. Does not wait for a call that has begun. */
    synchronized void close() {
        closed = true;
        waiting.clear();
        changesWaiting = 0;
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
        QueryEvent event = next();
        while (event != null) {
            tell(event);
            event = next();
        }
    }

    /** False if a run is under way: an executor may run what it seemed to refuse. */
    private synchronized boolean begin() {
        boolean alone = !running;
        running = true;
        return alone;
    }

    /** The next event; null, and the end of the run, if there is none. */
    private synchronized @Nullable QueryEvent next() {
        QueryEvent event = waiting.pollFirst();
        if (event == null) {
            running = false;
            scheduled = false;
        } else {
            changesWaiting -= event.size();
        }
        return event;
    }

    private void tell(QueryEvent event) {
        try {
            listener.changed(event);
        } catch (Throwable failure) {
            report(failure);
        }
    }

    /**
     * As if the listener had ended its thread, without doing that to the executor or the writer.
     */
    private static void report(Throwable failure) {
        Thread thread = Thread.currentThread();
        try {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
        } catch (Throwable ignored) {
            // So does the platform with what a handler throws.
        }
    }
}
