package dev.syncdb.testkit.world;

import dev.syncdb.testkit.clock.SeededRandom;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The way between phones and server. It loses, doubles, delays and cuts messages, but never makes
 * one up: an answer that arrives belongs to a request that was sent.
 */
final class Network {
    private static final int FAULT_PERCENT = 8;
    private static final int LATENCY_MILLIS_MIN = 20;
    private static final int LATENCY_MILLIS_MAX = 200;

    /** Longer than a phone is patient, so that requests overtake those before them. */
    private static final int DELAY_MILLIS_MAX = 60_000;

    private final Stage stage;
    private final SeededRandom random;
    private final ServerHost server;
    private final Sabotage sabotage;
    private Set<Fault> faults = Set.of();

    /** A network without faults. */
    Network(Stage stage, ServerHost server, Sabotage sabotage) {
        this.stage = stage;
        this.random = stage.random().split();
        this.server = server;
        this.sabotage = sabotage;
    }

    /** What may strike from now on; with none, every message arrives, once and soon. */
    void setFaults(Set<Fault> enabled) {
        faults = enabled;
    }

    /**
     * Carries a request to the server and its answer back; what is lost is noticed by the phone's
     * patience.
     */
    void exchange(byte[] request, Consumer<byte[]> phone) {
        if (strikes(Fault.DROP)) {
            return;
        }
        stage.after(latencyMillis(), () -> deliver(request, phone));
        if (strikes(Fault.DUPLICATE)) {
            stage.after(latencyMillis(), () -> deliver(request, phone));
        }
    }

    private void deliver(byte[] request, Consumer<byte[]> phone) {
        byte[] answer = server.handle(request);
        if (answer == null || strikes(Fault.DROP)) {
            return;
        }
        byte[] whole = sabotage.answer(answer);
        byte[] arriving = whole.length > 0 && strikes(Fault.CUT)
                ? Arrays.copyOf(whole, (int) random.below(whole.length))
                : whole;
        stage.after(latencyMillis(), () -> phone.accept(arriving));
    }

    private long latencyMillis() {
        long usual = random.between(LATENCY_MILLIS_MIN, LATENCY_MILLIS_MAX);
        return strikes(Fault.DELAY) ? usual + random.below(DELAY_MILLIS_MAX) : usual;
    }

    private boolean strikes(Fault fault) {
        boolean strikes = faults.contains(fault) && random.percent(FAULT_PERCENT);
        if (strikes) {
            stage.struck(fault, "the network strikes: " + fault);
        }
        return strikes;
    }
}
