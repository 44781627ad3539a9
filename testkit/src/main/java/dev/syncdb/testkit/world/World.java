package dev.syncdb.testkit.world;

import dev.syncdb.testkit.clock.SeededRandom;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A server and some phones in one thread, all of it decided by one seed. People write on all of
 * them while the faults of {@link WorldOptions} strike; then the faults end, everybody syncs until
 * nothing is left to say, and the oracles look. Lives for one run.
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

    /**
     * Far more messages than a healthy fleet needs: one that still talks then will not come to
     * rest.
     */
    private static final int SETTLE_ROUNDS_MAX = 200;

    private static final int SETTLE_STEPS_MAX = 3_000;

    private final long seed;
    private final WorldOptions options;
    private final Stage stage;
    private final SeededRandom random;
    private final Workload workload;
    private final List<PhoneHost> phones = new ArrayList<>();
    private final Set<Fault> faults;
    private int written;

    private World(long seed, WorldOptions options) {
        this.seed = seed;
        this.options = options;
        this.stage = new Stage(seed, options);
        this.random = stage.random();
        this.workload = new Workload(random.split());
        this.faults = enabled();
        stage.server().start();
        long count = random.between(PHONES_MIN, PHONES_MAX);
        for (int number = 1; number <= count; number++) {
            PhoneHost phone = new PhoneHost(number, stage);
            phones.add(phone);
            phone.sync();
        }
    }

    /** Runs a world from beginning to end. */
    public static Report run(long seed, WorldOptions options) {
        return new World(seed, options).run();
    }

    private Report run() {
        stage.network().setFaults(faults);
        plan();
        while (written < options.operations() && stage.events().step()) {
            // The events plan each other until all is written.
        }
        List<String> broken = new ArrayList<>();
        if (settle()) {
            broken.addAll(new Oracles(stage, phones).broken());
        } else {
            broken.add("the fleet does not come to rest after all faults have ended");
        }
        History history = stage.history();
        return new Report(
                seed,
                history.acknowledgedCount(),
                history.faults(),
                history.hash(),
                broken,
                history.last());
    }

    /** Plans the next write, and what may happen around it. */
    private void plan() {
        stage.events().after(random.below(PAUSE_MILLIS_MAX), () -> {
            act();
            disturb();
            if (++written < options.operations()) {
                plan();
            }
        });
    }

    private void act() {
        if (random.percent(BACKEND_PERCENT)) {
            writeOnServer();
        } else {
            PhoneHost phone = anyPhone();
            if (phone.isRunning()) {
                writeOn(phone);
            }
        }
        if (random.percent(SYNC_PERCENT)) {
            anyPhone().sync();
        }
    }

    private void writeOn(PhoneHost phone) {
        String word = workload.nextWord("phone" + phone.number());
        phone.guarded(replica -> {
            if (replica.database().schema().find(Workload.WORDS) == null) {
                // It has not heard from the server yet, and has no tables.
                phone.sync();
                return;
            }
            replica.database().write(session -> workload.write(session, word));
            phone.wrote();
            stage.ledger().acknowledged(word, phone.number());
            stage.history().acknowledged();
            stage.note(word + " is written");
        });
    }

    private void writeOnServer() {
        String word = workload.nextWord("backend");
        boolean held = stage.server()
                .write(space -> space.write(session -> workload.write(session, word)));
        if (held) {
            stage.ledger().acknowledged(word, Ledger.BACKEND);
            stage.history().acknowledged();
            stage.note(word + " is written");
        }
    }

    private void disturb() {
        if (faults.contains(Fault.CRASH_PHONE) && random.percent(CRASH_PERCENT)) {
            anyPhone().crashSoon(CRASH_OPERATIONS_MAX);
        }
        if (faults.contains(Fault.CRASH_SERVER) && random.percent(CRASH_PERCENT)) {
            stage.server().crashSoon(CRASH_OPERATIONS_MAX);
        }
        if (faults.contains(Fault.CLOCK_JUMP) && random.percent(CLOCK_PERCENT)) {
            long jump = random.between(-CLOCK_JUMP_MILLIS_MAX, CLOCK_JUMP_MILLIS_MAX);
            anyPhone().clock().jumpWall(jump);
            stage.struck(Fault.CLOCK_JUMP, "a clock jumps by " + jump + " ms");
        }
    }

    /**
     * Ends all faults and lets everybody sync until nothing is left to say; false if that never
     * comes.
     */
    private boolean settle() {
        stage.network().heal();
        stage.server().heal();
        phones.forEach(PhoneHost::heal);
        for (int round = 0; round < SETTLE_ROUNDS_MAX; round++) {
            stage.server().start();
            phones.forEach(PhoneHost::sync);
            int steps = 0;
            while (stage.events().step()) {
                if (++steps > SETTLE_STEPS_MAX) {
                    return false;
                }
            }
            // Whoever caught up first has not heard what the others pushed after it: once more for
            // all.
            if (round > 0 && phones.stream().allMatch(PhoneHost::isCaughtUp)) {
                return true;
            }
        }
        return false;
    }

    private Set<Fault> enabled() {
        Set<Fault> enabled = EnumSet.noneOf(Fault.class);
        for (Fault fault : Fault.values()) {
            if (options.faults().contains(fault) && random.percent(FAULT_ENABLED_PERCENT)) {
                enabled.add(fault);
            }
        }
        return enabled;
    }

    private PhoneHost anyPhone() {
        return phones.get((int) random.below(phones.size()));
    }
}
