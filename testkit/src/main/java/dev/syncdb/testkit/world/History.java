package dev.syncdb.testkit.world;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What happened in a world: the last events in words, a hash over all of them, how often each fault
 * struck, and which promises were broken on the way.
 */
final class History {
    /** Enough to see how a failing run ended. */
    static final int EVENTS_KEPT_MAX = 40;

    /** The first broken promise leads to the rest; a list of hundreds would hide it. */
    static final int BROKEN_KEPT_MAX = 20;

    private final Deque<String> last = new ArrayDeque<>();
    private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    private final List<String> broken = new ArrayList<>();
    private int brokenMore;
    private long hash = 1;

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

    void broke(String promise) {
        if (broken.size() < BROKEN_KEPT_MAX) {
            broken.add(promise);
        } else {
            brokenMore++;
        }
    }

    long hash() {
        return hash;
    }

    Map<Fault, Integer> faults() {
        return faults;
    }

    /** The promises that were broken, in the order of being noticed. */
    List<String> broken() {
        List<String> all = new ArrayList<>(broken);
        if (brokenMore > 0) {
            all.add("and " + brokenMore + " more");
        }
        return all;
    }

    List<String> last() {
        return List.copyOf(last);
    }
}
