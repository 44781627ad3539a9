package dev.syncdb.testkit.world;

import dev.syncdb.testkit.clock.VirtualTime;

import java.util.PriorityQueue;

/**
 * What is yet to happen, in order of virtual time; of two at the same moment the one planned first.
 */
final class Events {
    private record Event(long atMillis, long order, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(atMillis, other.atMillis);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Event> queue = new PriorityQueue<>();
    private final VirtualTime time;
    private long planned;

    Events(VirtualTime time) {
        this.time = time;
    }

    void after(long millis, Runnable action) {
        queue.add(new Event(time.millis() + millis, planned++, action));
    }

    /** Lets the next thing happen; false if nothing is left. */
    boolean step() {
        Event next = queue.poll();
        if (next == null) {
            return false;
        }
        time.advanceTo(next.atMillis());
        next.action().run();
        return true;
    }

    void clear() {
        queue.clear();
    }
}
