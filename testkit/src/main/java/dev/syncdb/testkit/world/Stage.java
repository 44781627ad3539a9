package dev.syncdb.testkit.world;

import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.clock.VirtualTime;

/**
 * What everybody in a world shares: time, what is yet to happen, chance, the network, and the
 * record of it all.
 */
final class Stage {
    private final VirtualTime time = new VirtualTime();
    private final Events events = new Events(time);
    private final History history = new History();
    private final Ledger ledger = new Ledger();
    private final SeededRandom random;
    private final Network network;
    private final ServerHost server;

    Stage(long seed, WorldOptions options) {
        this.random = new SeededRandom(seed);
        this.network = new Network(events, time, history, random.split(), options);
        this.server = new ServerHost(this, options.sabotage(), random.split());
    }

    VirtualTime time() {
        return time;
    }

    Events events() {
        return events;
    }

    History history() {
        return history;
    }

    Ledger ledger() {
        return ledger;
    }

    SeededRandom random() {
        return random;
    }

    Network network() {
        return network;
    }

    ServerHost server() {
        return server;
    }

    void note(String event) {
        history.add(time.millis(), event);
    }

    void struck(Fault fault, String event) {
        history.struck(fault);
        note(event);
    }
}
