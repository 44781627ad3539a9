package dev.syncdb.testkit.world;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What happened in a world: the last events in words, a hash over all of them, and how often each
 * fault struck.
 */
final class History {
    /** Enough to see how a failing run ended. */
    private static final int EVENTS_KEPT_MAX = 40;

    private final Deque<String> last = new ArrayDeque<>();
    private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    private long hash = 1;
    private long acknowledged;

    void add(long atMillis, String event) {
        hash = hash * 31 + atMillis;
        hash = hash * 31 + event.hashCode();
        last.add(atMillis + " ms: " + event);
        if (last.size() > EVENTS_KEPT_MAX) {
            last.remove();
        }
    }

    void struck(Fault fault) {
        faults.merge(fault, 1, Integer::sum);
    }

    void acknowledged() {
        acknowledged++;
    }

    long acknowledgedCount() {
        return acknowledged;
    }

    long hash() {
        return hash;
    }

    Map<Fault, Integer> faults() {
        return faults;
    }

    List<String> last() {
        return List.copyOf(last);
    }
}
