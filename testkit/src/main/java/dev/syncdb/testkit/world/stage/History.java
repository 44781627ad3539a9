package dev.syncdb.testkit.world.stage;

import dev.syncdb.testkit.fault.Broken;
import dev.syncdb.testkit.fault.Fault;
import dev.syncdb.testkit.fault.Promise;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What happened in a world: the last events in words, a hash over all of them, how often each fault
 * struck and each promise was looked at, and which promises were broken on the way.
 */
public final class History {
    /** Enough to see how a failing run ended, and all of one that was made small. */
    static final int EVENTS_KEPT_MAX = 120;

    /** The first broken promise leads to the rest; a list of hundreds would hide it. */
    static final int BROKEN_KEPT_MAX = 20;

    private final Deque<String> last = new ArrayDeque<>();
    private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    private final Map<Promise, Integer> checks = new EnumMap<>(Promise.class);
    private final List<Broken> broken = new ArrayList<>();
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

    void struck(Fault fault, int times) {
        faults.merge(fault, times, Integer::sum);
    }

    void checked(Promise promise) {
        checks.merge(promise, 1, Integer::sum);
    }

    void broke(Promise promise, String what) {
        if (broken.size() < BROKEN_KEPT_MAX) {
            broken.add(new Broken(promise, what));
        } else {
            brokenMore++;
        }
    }

    /** The same for every run of the same plan. */
    public long hash() {
        return hash;
    }

    public Map<Fault, Integer> faults() {
        return faults;
    }

    /** How often each promise was looked at. */
    public Map<Promise, Integer> checks() {
        return checks;
    }

    /** The promises that were broken, in the order of being noticed; the first ones of many. */
    public List<Broken> broken() {
        return List.copyOf(broken);
    }

    /** How many more were broken than {@link #broken} lists. */
    public int brokenMore() {
        return brokenMore;
    }

    public List<String> last() {
        return List.copyOf(last);
    }
}
