package dev.syncdb.testkit.world;

import dev.syncdb.Session;
import dev.syncdb.testkit.clock.SeededRandom;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A server and some phones in one thread, all of it decided by one seed. People write on all of
 * them while the faults of {@link WorldOptions} strike; then the faults end, everybody syncs until
 * nothing is left to say, and the oracles look. Lives for one run.
 *
 * <p>The network and the disks are the only things that are not real: phones and server are those
 * of production, from their ports inward.
 */
public final class World {
    private static final int PHONES_MIN = 2;
    private static final int PHONES_MAX = 5;
    private static final int FAULT_ENABLED_PERCENT = 75;
    private static final int PAUSE_MILLIS_MAX = 4_000;
    private static final int SYNC_PERCENT = 40;
    private static final int BACKEND_PERCENT = 15;
    private static final int CRASH_PERCENT = 4;
    private static final int CRASH_OPERATIONS_MAX = 40;
    private static final int CLOCK_PERCENT = 3;
    private static final long CLOCK_JUMP_MILLIS_MAX = 86_400_000;

    /** Far more than a healthy fleet needs: one that still talks then will not come to rest. */
    private static final int SETTLE_ROUNDS_MAX = 20;

    private static final int SETTLE_STEPS_MAX = 10_000;

    /** Enough of a stack to see which part gave up. */
    private static final int FRAMES_SHOWN_MAX = 12;

    private final long seed;
    private final WorldOptions options;
    private final Stage stage;
    private final SeededRandom random;
    private final ServerHost server;
    private final Network network;
    private final Workload workload;
    private final List<PhoneHost> phones = new ArrayList<>();
    private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
    private int operations;

    private World(long seed, WorldOptions options) {
        this.seed = seed;
        this.options = options;
        this.stage = new Stage(seed);
        this.random = stage.random();
        this.server = new ServerHost(stage, options.sabotage());
        this.network = new Network(stage, server, options.sabotage());
        this.workload = new Workload(random.split());
        long count = random.between(PHONES_MIN, PHONES_MAX);
        for (int number = 1; number <= count; number++) {
            phones.add(new PhoneHost(number, stage, network));
        }
        for (Fault fault : Fault.values()) {
            boolean enabled = random.percent(FAULT_ENABLED_PERCENT);
            if (enabled && options.faults().contains(fault)) {
                faults.add(fault);
            }
        }
    }

    /**
     * Runs a world from beginning to end. Never throws because of what happens in it: a part that
     * fails as none may is a broken promise, too. May be called from any thread.
     */
    public static Report run(long seed, WorldOptions options) {
        World world = new World(seed, options);
        try {
            world.live();
        } catch (RuntimeException failure) {
            world.stage.broke(described(failure));
        }
        return world.report();
    }

    private void live() {
        network.setFaults(faults);
        server.start();
        phones.forEach(PhoneHost::start);
        plan();
        while (operations < options.operations() && stage.step()) {
            // The operations plan each other until all are done.
        }
        if (settle()) {
            new Oracles(stage).judge(server, phones);
        } else {
            stage.broke("the fleet does not come to rest after all faults have ended");
        }
    }

    private Report report() {
        History history = stage.history();
        return new Report(
                seed,
                stage.ledger().acknowledged().size(),
                history.faults(),
                history.hash(),
                history.broken(),
                history.last());
    }

    /** Plans the next operation, and what may happen around it. */
    private void plan() {
        stage.after(random.below(PAUSE_MILLIS_MAX), () -> {
            write();
            if (random.percent(SYNC_PERCENT)) {
                anyPhone().sync();
            }
            disturb();
            operations++;
            if (operations < options.operations()) {
                plan();
            }
        });
    }

    private void write() {
        boolean onServer = random.percent(BACKEND_PERCENT);
        PhoneHost phone = anyPhone();
        String word = workload.nextWord(onServer ? "backend" : phone.name());
        Function<Session, String> work = session -> workload.write(session, word);
        if (onServer ? server.write(work) : phone.write(work)) {
            stage.ledger().acknowledged(word);
            stage.note(word + " is written");
        }
    }

    private void disturb() {
        if (faults.contains(Fault.CRASH_PHONE) && random.percent(CRASH_PERCENT)) {
            anyPhone().crashSoon(CRASH_OPERATIONS_MAX);
        }
        if (faults.contains(Fault.CRASH_SERVER) && random.percent(CRASH_PERCENT)) {
            server.crashSoon(CRASH_OPERATIONS_MAX);
        }
        if (faults.contains(Fault.CLOCK_JUMP) && random.percent(CLOCK_PERCENT)) {
            anyPhone().jumpWall(random.between(-CLOCK_JUMP_MILLIS_MAX, CLOCK_JUMP_MILLIS_MAX));
        }
    }

    /**
     * Ends all faults and lets everybody sync until nothing is left to say; false if that never
     * comes.
     */
    private boolean settle() {
        network.setFaults(Set.of());
        server.heal();
        phones.forEach(PhoneHost::heal);
        for (int round = 0; round < SETTLE_ROUNDS_MAX; round++) {
            // Who had nothing to push in this round pulled all that the others had pushed before.
            boolean last = isCaughtUp();
            server.start();
            phones.forEach(PhoneHost::sync);
            for (int steps = 0; stage.step(); steps++) {
                if (steps == SETTLE_STEPS_MAX) {
                    return false;
                }
            }
            if (last && isCaughtUp()) {
                return true;
            }
        }
        return false;
    }

    private boolean isCaughtUp() {
        return phones.stream().allMatch(PhoneHost::isCaughtUp);
    }

    private PhoneHost anyPhone() {
        return phones.get((int) random.below(phones.size()));
    }

    private static String described(RuntimeException failure) {
        StringBuilder text = new StringBuilder("something failed as it never may: " + failure);
        StackTraceElement[] frames = failure.getStackTrace();
        for (int i = 0; i < Math.min(frames.length, FRAMES_SHOWN_MAX); i++) {
            text.append("\n    at ").append(frames[i]);
        }
        return text.toString();
    }
}
