package dev.syncdb.testkit.world;

import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.clock.VirtualTime;

import java.util.Arrays;
import java.util.Set;

/**
 * The way between phones and server. It loses, doubles, delays and cuts messages, but never makes
 * one up: an answer that arrives belongs to a request that was sent.
 */
final class Network {
    private static final int FAULT_PERCENT = 8;
    private static final int LATENCY_MILLIS_MIN = 20;
    private static final int LATENCY_MILLIS_MAX = 200;
    private static final int DELAY_MILLIS_MAX = 60_000;

    private final Events events;
    private final VirtualTime time;
    private final History history;
    private final SeededRandom random;
    private final Sabotage sabotage;
    private Set<Fault> faults;

    Network(
            Events events,
            VirtualTime time,
            History history,
            SeededRandom random,
            WorldOptions options) {
        this.events = events;
        this.time = time;
        this.history = history;
        this.random = random;
        this.sabotage = options.sabotage();
        this.faults = options.faults();
    }

    /** From now on every message arrives, once and soon. */
    void heal() {
        faults = Set.of();
    }

    void setFaults(Set<Fault> enabled) {
        faults = enabled;
    }

    /**
     * Carries a request to the server and its answer back; what is lost is noticed by the phone's
     * patience.
     */
    void exchange(PhoneHost phone, ServerHost server, long exchange, byte[] request) {
        if (strikes(Fault.DROP)) {
            return;
        }
        events.after(latency(), () -> deliver(phone, server, exchange, request));
        if (strikes(Fault.DUPLICATE)) {
            events.after(latency(), () -> deliver(phone, server, exchange, request));
        }
    }

    private void deliver(PhoneHost phone, ServerHost server, long exchange, byte[] request) {
        byte[] answer = server.handle(request);
        if (answer == null || strikes(Fault.DROP)) {
            return;
        }
        byte[] arriving = sabotage.answer(answer);
        if (strikes(Fault.CUT)) {
            int kept = (int) random.below(arriving.length);
            byte[] part = Arrays.copyOf(arriving, kept);
            events.after(latency(), () -> phone.answered(exchange, part));
        } else {
            events.after(latency(), () -> phone.answered(exchange, arriving));
        }
    }

    private long latency() {
        long usual = random.between(LATENCY_MILLIS_MIN, LATENCY_MILLIS_MAX);
        return strikes(Fault.DELAY) ? usual + random.below(DELAY_MILLIS_MAX) : usual;
    }

    private boolean strikes(Fault fault) {
        boolean strikes = faults.contains(fault) && random.percent(FAULT_PERCENT);
        if (strikes) {
            history.struck(fault);
            history.add(time.millis(), "the network strikes: " + fault);
        }
        return strikes;
    }
}
