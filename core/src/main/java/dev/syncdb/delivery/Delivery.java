package dev.syncdb.delivery;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Hands events to a listener on an executor: in order, one at a time whatever the executor is, and
 * without holding up who brings them. Lives until it is closed; any thread may call it.
 */
public final class Delivery<E> {
    private final Executor executor;
    private final Backlog<E> waiting;
    private final Consumer<E> listener;
    private boolean scheduled;
    private boolean running;
    private boolean closed;

    /** @param waiting holds what is to be told; nobody else's from now on */
    public Delivery(Executor executor, Backlog<E> waiting, Consumer<E> listener) {
        this.executor = executor;
        this.waiting = waiting;
        this.listener = listener;
    }

    /** Lines an event up, for the next {@link #wake}. */
    public synchronized void add(E event) {
        if (!closed) {
            waiting.add(event);
        }
    }

    /**
     * Has the executor see to what waits. False if it refuses, whatever it throws: it is asked
     * again by the next call.
     */
    public boolean wake() {
        if (!schedule()) {
            return true;
        }
        try {
            executor.execute(this::run);
            return true;
        } catch (Throwable refused) {
            // What is told of is done, and must not look as if it were not.
            unschedule();
            return false;
        }
    }

    /** Takes up no event from now on. Does not wait for a call that has begun. */
    public synchronized void close() {
        closed = true;
        waiting.clear();
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
        E event = next();
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
    private synchronized @Nullable E next() {
        E event = waiting.poll();
        if (event == null) {
            running = false;
            scheduled = false;
        }
        return event;
    }

    private void tell(E event) {
        try {
            listener.accept(event);
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
