package dev.syncdb.testkit.world.stage;

import dev.syncdb.testkit.clock.FakeScheduler;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.clock.VirtualTime;
import dev.syncdb.testkit.fault.Fault;
import dev.syncdb.testkit.fault.Promise;

/**
 * What everybody in a world shares: time, what is yet to happen, chance, and the record of it all.
 */
public final class Stage {
    private final VirtualTime time = new VirtualTime();
    private final FakeScheduler events = new FakeScheduler(time);
    private final History history = new History();
    private final Ledger ledger = new Ledger();
    private final SeededRandom random;

    public Stage(long seed) {
        this.random = new SeededRandom(seed);
    }

    public VirtualTime time() {
        return time;
    }

    public History history() {
        return history;
    }

    public Ledger ledger() {
        return ledger;
    }

    /** The chance that decides how the world goes; who draws often splits off their own. */
    public SeededRandom random() {
        return random;
    }

    public void after(long millis, Runnable event) {
        events.schedule(millis, event);
    }

    /** Lets the next thing happen; false if nothing is left. */
    public boolean step() {
        return events.runNext();
    }

    public void note(String event) {
        history.add(time.millis(), event);
    }

    public void struck(Fault fault, String event) {
        history.struck(fault, 1);
        note(fault.label() + ": " + event);
    }

    /** A fault struck some more times, which is not worth an event. */
    public void struck(Fault fault, int times) {
        history.struck(fault, times);
    }

    /** An oracle looked whether a promise holds. */
    public void checked(Promise promise) {
        history.checked(promise);
    }

    /** Something happened that never may, whatever the faults. */
    public void broke(Promise promise, String what) {
        history.broke(promise, what);
        note(promise + " is broken: " + what);
    }
}
