package dev.syncdb.testkit.world.host;

import dev.syncdb.server.http.HttpResponse;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.fault.Fault;
import dev.syncdb.testkit.fault.Promise;
import dev.syncdb.testkit.fault.Sabotage;
import dev.syncdb.testkit.world.host.Wire.Armed;
import dev.syncdb.testkit.world.stage.Stage;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.function.Function;

/**
 * The way between one phone and the server. It loses, doubles, delays, cuts and damages messages as
 * it was told, but never makes one up: an answer that arrives belongs to a request that was sent.
 */
public final class Link {
    /** What arrives at the phone. */
    static final class Arrival {
        private final byte[] bytes;
        private final boolean damaged;

        Arrival(byte[] bytes, boolean damaged) {
            this.bytes = bytes;
            this.damaged = damaged;
        }

        byte[] bytes() {
            return bytes;
        }

        boolean damaged() {
            return damaged;
        }
    }

    /** Who waits for an answer. */
    interface Receiver {
        void arrived(Arrival arrival);
    }

    /** A message on its way, and what has struck it. */
    private static final class Passing {
        final byte[] bytes;
        final boolean damaged;
        final long delayMillis;
        final int copies;

        Passing(byte[] bytes, boolean damaged, long delayMillis, int copies) {
            this.bytes = bytes;
            this.damaged = damaged;
            this.delayMillis = delayMillis;
            this.copies = copies;
        }
    }

    private static final int LATENCY_MILLIS_MIN = 20;
    private static final int LATENCY_MILLIS_MAX = 200;
    private static final int PARTS = 1_000_000;
    private static final int OK = 200;

    private final Stage stage;
    private final String name;
    private final Function<byte[], @Nullable HttpResponse> server;
    private final Sabotage sabotage;
    private final SeededRandom random;
    private final Wire up = new Wire();
    private final Wire down = new Wire();

    Link(
            Stage stage,
            String name,
            Function<byte[], @Nullable HttpResponse> server,
            Sabotage sabotage) {
        this.stage = stage;
        this.name = name;
        this.server = server;
        this.sabotage = sabotage;
        this.random = stage.random().split();
    }

    /** A fault waits for a request. */
    public void armUp(Fault fault, int skip, long amount) {
        up.arm(new Armed(fault, skip, amount));
    }

    /** A fault waits for an answer. */
    public void armDown(Fault fault, int skip, long amount) {
        down.arm(new Armed(fault, skip, amount));
    }

    /** For so long nothing passes in the given directions. */
    public void partition(boolean blocksUp, boolean blocksDown, long millis) {
        long until = stage.time().millis() + millis;
        stage.note(name + " is cut off " + (blocksUp ? "upwards " : "")
                + (blocksDown ? "downwards " : "") + "for " + millis + " ms");
        if (blocksUp) {
            up.block(until);
        }
        if (blocksDown) {
            down.block(until);
        }
    }

    /** From now on every message arrives, once, soon and whole. */
    public void heal() {
        up.heal();
        down.heal();
    }

    /** Carries a request to the server and its answer back, if nothing happens to them. */
    void exchange(byte[] request, Receiver phone) {
        Passing passing = pass(up, sabotage.request(request), "a request of ");
        for (int copy = 0; copy < passing.copies; copy++) {
            stage.after(latencyMillis() + passing.delayMillis, () -> deliver(passing, phone));
        }
    }

    private void deliver(Passing request, Receiver phone) {
        HttpResponse response = server.apply(request.bytes);
        if (response == null) {
            return;
        }
        if (request.damaged) {
            stage.checked(Promise.SOUND);
            if (response.status() == OK) {
                stage.broke(Promise.SOUND, "the server took a damaged request of " + name);
            }
        }
        byte[] whole = sabotage.answer(request.bytes, response.body());
        Passing passing = pass(down, whole, "an answer to ");
        boolean damaged = request.damaged || passing.damaged;
        for (int copy = 0; copy < passing.copies; copy++) {
            stage.after(
                    latencyMillis() + passing.delayMillis,
                    () -> phone.arrived(new Arrival(passing.bytes, damaged)));
        }
    }

    private Passing pass(Wire wire, byte[] message, String what) {
        if (wire.isBlocked(stage.time().millis())) {
            stage.struck(Fault.PARTITIONED, what + name + " is lost");
            return new Passing(message, false, 0, 0);
        }
        byte[] bytes = message;
        long delayMillis = 0;
        int copies = 1;
        for (Armed armed : wire.next()) {
            stage.struck(armed.fault(), what + name);
            switch (armed.fault()) {
                case DROPPED, TIMED_OUT -> copies = 0;
                case DUPLICATED -> copies *= 2;
                case REORDERED -> delayMillis += armed.amount();
                case CUT -> bytes = Arrays.copyOf(bytes, place(bytes, armed.amount()));
                case CORRUPTED -> bytes = flipped(bytes, armed.amount());
                default -> throw new IllegalArgumentException(armed + " strikes no message");
            }
        }
        // Two flips of one bit are none.
        return new Passing(bytes, !Arrays.equals(message, bytes), delayMillis, copies);
    }

    private static int place(byte[] bytes, long amount) {
        return (int) (amount % PARTS * bytes.length / PARTS);
    }

    private static byte[] flipped(byte[] bytes, long amount) {
        byte[] other = bytes.clone();
        if (other.length > 0) {
            other[place(bytes, amount)] ^= (byte) (1 << (amount & 7));
        }
        return other;
    }

    private long latencyMillis() {
        return random.between(LATENCY_MILLIS_MIN, LATENCY_MILLIS_MAX);
    }
}
