package dev.syncdb.testkit.world.host;

import dev.syncdb.testkit.fault.Fault;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** One direction of the way between a phone and the server, and the faults that wait on it. */
final class Wire {
    /**
     * A fault that waits for a message.
     *
     * @param skip how many messages pass before it strikes
     * @param amount how late, or at which part of the message in a million
     */
    record Armed(Fault fault, int skip, long amount) {
        Armed passed() {
            return new Armed(fault, skip - 1, amount);
        }
    }

    private final List<Armed> armed = new ArrayList<>();
    private long blockedUntilMillis;

    void arm(Armed fault) {
        armed.add(fault);
    }

    void block(long untilMillis) {
        blockedUntilMillis = Math.max(blockedUntilMillis, untilMillis);
    }

    boolean isBlocked(long nowMillis) {
        return nowMillis < blockedUntilMillis;
    }

    /** Takes the faults that strike the message that passes now. */
    List<Armed> next() {
        List<Armed> striking = new ArrayList<>();
        List<Armed> waiting = new ArrayList<>();
        for (Iterator<Armed> each = armed.iterator(); each.hasNext(); ) {
            Armed next = each.next();
            if (next.skip() == 0) {
                striking.add(next);
            } else {
                waiting.add(next.passed());
            }
        }
        armed.clear();
        armed.addAll(waiting);
        return striking;
    }

    void heal() {
        armed.clear();
        blockedUntilMillis = 0;
    }
}
