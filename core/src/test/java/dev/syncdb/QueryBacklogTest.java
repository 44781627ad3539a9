package dev.syncdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Change;
import dev.syncdb.delivery.Delivery;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;

final class QueryBacklogTest {
    private final Deque<Runnable> tasks = new ArrayDeque<>();

    @Test
    void whereTooManyEventsWaitTheyBecomeOneThatSaysSo() {
        List<QueryEvent> events = new ArrayList<>();
        Delivery<QueryEvent> delivery = new Delivery<>(tasks::add, new QueryBacklog(), events::add);
        for (long version = 1; version <= QueryBacklog.EVENTS_WAITING_MAX + 1; version++) {
            give(delivery, version);
        }
        give(delivery, 100);
        assertEquals(1, tasks.size(), "one task sees to all that waits");
        tasks.remove().run();

        assertEquals(2, events.size());
        QueryEvent joined = events.get(0);
        assertEquals(1, joined.firstVersion());
        assertEquals(QueryBacklog.EVENTS_WAITING_MAX + 1, joined.version());
        assertFalse(joined.isComplete());
        assertEquals(Map.of(), joined.changes());
        assertEquals(100, events.get(1).firstVersion());
        assertTrue(events.get(1).isComplete());
    }

    @Test
    void whereTooManyChangesWaitTheirEventsBecomeOne() {
        List<QueryEvent> events = new ArrayList<>();
        Delivery<QueryEvent> delivery = new Delivery<>(tasks::add, new QueryBacklog(), events::add);
        delivery.add(large(1));
        delivery.wake();
        tasks.remove().run();
        assertTrue(events.remove(0).isComplete(), "one alone is in memory anyway");

        delivery.add(large(2));
        delivery.add(large(3));
        delivery.wake();
        give(delivery, 4);
        tasks.remove().run();
        assertEquals(2, events.size());
        assertEquals(2, events.get(0).firstVersion());
        assertEquals(3, events.get(0).version());
        assertFalse(events.get(0).isComplete());
        assertTrue(events.get(1).isComplete(), "what is joined takes no more room");
    }

    @Test
    void anExecutorThatRefusesForeverFillsNoMemory() {
        List<Long> heard = new ArrayList<>();
        Delivery<QueryEvent> delivery = new Delivery<>(
                task -> {
                    tasks.add(task);
                    throw new RejectedExecutionException("shut down");
                },
                new QueryBacklog(),
                event -> heard.add(event.version() - event.firstVersion()));
        for (long version = 1; version <= 100_000; version++) {
            give(delivery, version);
            tasks.clear();
        }
        tasks.clear();
        delivery.wake();
        tasks.remove().run();
        assertTrue(heard.size() <= QueryBacklog.EVENTS_WAITING_MAX, heard.size() + " events");
        assertEquals(100_000 - heard.size(), heard.stream().mapToLong(n -> n).sum());
    }

    private static void give(Delivery<QueryEvent> delivery, long version) {
        delivery.add(QueryEvent.of(version, Map.of(), Rows::none));
        delivery.wake();
    }

    private static QueryEvent large(long version) {
        Change change = new Change.Define("CREATE TABLE t (a)");
        List<Change> changes = Collections.nCopies(QueryBacklog.CHANGES_WAITING_MAX, change);
        return QueryEvent.of(version, Map.of("t", changes), Rows::none);
    }
}
