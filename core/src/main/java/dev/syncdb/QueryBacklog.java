package dev.syncdb;

import dev.syncdb.delivery.Backlog;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The events that wait for the listener of a query. Where too many wait, all of them become one.
 * Belongs to one delivery.
 */
final class QueryBacklog implements Backlog<QueryEvent> {
    /** Enough for a listener that runs the query again while a burst of commits goes on. */
    static final int EVENTS_WAITING_MAX = 64;

    /** A few MB of changes; with more in sight, running the query again is cheaper. */
    static final int CHANGES_WAITING_MAX = 10_000;

    private final Deque<QueryEvent> waiting = new ArrayDeque<>();
    private int changesWaiting;

    @Override
    public void add(QueryEvent event) {
        waiting.addLast(event);
        changesWaiting += event.size();
        boolean many = waiting.size() > EVENTS_WAITING_MAX;
        if (many || (waiting.size() > 1 && changesWaiting > CHANGES_WAITING_MAX)) {
            QueryEvent joined = waiting.getFirst().joined(event);
            clear();
            waiting.addLast(joined);
        }
    }

    @Override
    public @Nullable QueryEvent poll() {
        QueryEvent event = waiting.pollFirst();
        changesWaiting -= event == null ? 0 : event.size();
        return event;
    }

    @Override
    public boolean isEmpty() {
        return waiting.isEmpty();
    }

    @Override
    public void clear() {
        waiting.clear();
        changesWaiting = 0;
    }
}
