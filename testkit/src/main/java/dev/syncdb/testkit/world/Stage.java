package dev.syncdb.testkit.world;

import dev.syncdb.testkit.clock.FakeScheduler;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.clock.VirtualTime;

/**
 * What everybody in a world shares: time, what is yet to happen, chance, and the record of it all.
 */
final class Stage {
    private final VirtualTime time = new VirtualTime();
    private final FakeScheduler events = new FakeScheduler(time);
    private final History history = new History();
    private final Ledger ledger = new Ledger();
    private final SeededRandom random;

    Stage(long seed) {
        this.random = new SeededRandom(seed);
    }

    VirtualTime time() {
        return time;
    }

    History history() {
        return history;
    }

    Ledger ledger() {
        return ledger;
    }

    /** The chance that decides how the world goes; who draws often splits off their own. */
    SeededRandom random() {
        return random;
    }

    void after(long millis, Runnable event) {
        events.schedule(millis, event);
    }

    /** Lets the next thing happen; false if nothing is left. */
    boolean step() {
        return events.runNext();
    }

    void note(String event) {
        history.add(time.millis(), event);
    }

    void struck(Fault fault, String event) {
        history.struck(fault);
        note(event);
    }

    /** Something happened that never may, whatever the faults. */
    void broke(String promise) {
        history.broke(promise);
        note(promise);
    }
}
