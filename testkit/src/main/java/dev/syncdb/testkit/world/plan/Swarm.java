package dev.syncdb.testkit.world.plan;

import dev.syncdb.client.replica.LocalOptions;
import dev.syncdb.sync.pull.Pull;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.fault.Fault;
import dev.syncdb.testkit.world.host.PhoneHost;
import dev.syncdb.testkit.world.oracle.ProbeTables;
import dev.syncdb.testkit.world.plan.Plan.Timed;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Draws a plan. Each seed is a world of its own kind: it has other faults, at other rates, another
 * pace and another fleet, for what never goes wrong together hides behind what always does. Used
 * once.
 *
 * @see <a href="https://users.cs.utah.edu/~regehr/papers/swarm12.pdf">Groce and others, Swarm
 *     Testing, 2012</a>
 */
public final class Swarm {
    private static final int FAULT_ENABLED_PERCENT = 60;
    private static final int BACKEND_PERCENT = 12;
    private static final int READ_PERCENT = 6;
    private static final int TWINS_MAX = 2;

    private static final int[] PAGE_BYTES = {1, 250, 600, 1_500, 4_000, 1 << 18, 1 << 18, 1 << 18};
    private static final int[] PAGE_ROWS = {
        1, 5, 20, 1_000, Pull.ROWS_UNLIMITED, Pull.ROWS_UNLIMITED, Pull.ROWS_UNLIMITED
    };
    private static final int[] PUSH_BYTES = {
        1, 1_500, LocalOptions.PUSH_BYTES_MAX, LocalOptions.PUSH_BYTES_MAX
    };
    private static final int SQUASHES_PERCENT = 35;
    private static final int PRIORITIES_PERCENT = 30;
    private static final int[] LOG_BYTES = {4 << 10, 16 << 10, 64 << 10};
    private static final int[] SERVER_LOG_BYTES = {8 << 10, 32 << 10, 128 << 10};

    /** Nothing but the newest entry; two or three; a dozen; all. */
    private static final int[] TEXT_HISTORY_BYTES = {1, 200, 1_000, 1 << 20};

    private static final int[] SECTOR_BYTES = {512, 4_096};
    private static final int[] PAUSE_MILLIS = {300, 4_000, 60_000};
    private static final int[] SYNC_PERCENT = {12, 30, 60};

    /** Phones in drawers. */
    private static final int LONG_PAUSE_MILLIS_MAX = 6 * 3_600_000;

    private static final int LONG_PAUSE_PER_MILLE = 5;

    private static final int PARTITION_MILLIS_MAX = 600_000;
    private static final int FULL_MILLIS_MAX = 300_000;
    private static final int FULL_BYTES_MAX = 3_000;
    private static final int OPERATIONS_MAX = 40;
    private static final int REFUSALS_MAX = 6;
    private static final int PARTS = 1_000_000;

    /** Longer than a phone is patient, so that requests overtake those before them. */
    private static final int DELAY_MILLIS_MAX = 60_000;

    private static final long JUMP_MILLIS_MAX = 365L * 86_400_000;

    private final long seed;
    private final Scale scale;
    private final SeededRandom random;
    private final Map<Fault, Integer> perMille = new EnumMap<>(Fault.class);
    private final List<Timed> steps = new ArrayList<>();
    private final List<String> spaces = new ArrayList<>();
    private int phones;
    private boolean squashes;
    private int pauseMillis;
    private int twins;

    private Swarm(long seed, Scale scale) {
        this.seed = seed;
        this.scale = scale;
        this.random = new SeededRandom(seed * 31 + 7);
    }

    /** The plan of a seed. */
    public static Plan draw(long seed, Scale scale) {
        return new Swarm(seed, scale).draw();
    }

    private Plan draw() {
        for (Fault fault : Fault.values()) {
            boolean enabled = random.percent(FAULT_ENABLED_PERCENT);
            int rate = rateMax(fault) / (1 << random.below(3));
            if (enabled && scale.faults().contains(fault)) {
                perMille.put(fault, rate);
            }
        }
        if (perMille.containsKey(Fault.RESTORED) && perMille.containsKey(Fault.CLONED)) {
            // What a copy of a phone and its original have in common is told by a server that knows
            // both; one that has forgotten them cannot.
            perMille.remove(random.percent(50) ? Fault.CLONED : Fault.RESTORED);
        }
        squashes = random.percent(SQUASHES_PERCENT);
        if (squashes) {
            // A phone that goes back in time, or a copy of it, may have a part of what was made one
            // transaction later, and nobody can tell that it was sent.
            perMille.remove(Fault.CLONED);
            perMille.remove(Fault.LIED);
        }
        Shape shape = shape();
        pauseMillis = pick(PAUSE_MILLIS);
        int syncPercent = pick(SYNC_PERCENT);
        for (int i = 0; i < scale.operations(); i++) {
            write();
            if (random.percent(READ_PERCENT)) {
                add(new Step.Read(anyPhone()));
            }
            disturb();
            if (random.percent(syncPercent)) {
                sync(anyPhone());
            }
        }
        return new Plan(seed, shape, steps);
    }

    private Shape shape() {
        phones = (int) Math.min(
                random.between(scale.phonesMin(), scale.phonesMax()),
                random.between(scale.phonesMin(), scale.phonesMax()));
        long count = Math.min(random.between(1, scale.spacesMax()), Math.max(1, phones / 2));
        for (int i = 1; i <= count; i++) {
            spaces.add("space" + i);
        }
        List<Shape.Phone> kinds = new ArrayList<>();
        for (int i = 0; i < phones; i++) {
            kinds.add(new Shape.Phone(
                    spaces.get(i % spaces.size()), copy(), pick(SECTOR_BYTES), false));
        }
        return new Shape(
                spaces,
                kinds,
                pick(TEXT_HISTORY_BYTES),
                pick(SERVER_LOG_BYTES),
                pick(SECTOR_BYTES),
                perMille.containsKey(Fault.TORN));
    }

    private PhoneHost.Copy copy() {
        LocalOptions local = new LocalOptions(
                pick(PUSH_BYTES),
                squashes ? LocalOptions.SQUASH_MILLIS_MAX : 0,
                LocalOptions.TRANSACTION_MILLIS_MAX,
                pick(LOG_BYTES));
        return new PhoneHost.Copy(pick(PAGE_BYTES), pick(PAGE_ROWS), priorities(), local);
    }

    private List<List<String>> priorities() {
        return random.percent(PRIORITIES_PERCENT)
                ? List.of(
                        List.of(ProbeTables.LEFTS, ProbeTables.RIGHTS), List.of(ProbeTables.PURSES))
                : List.of();
    }

    private void write() {
        if (random.percent(BACKEND_PERCENT)) {
            String space = spaces.get((int) random.below(spaces.size()));
            add(new Step.BackendWrite(space, random.nextLong()));
        } else {
            add(new Step.Write(anyPhone(), random.nextLong()));
        }
    }

    private void sync(int phone) {
        for (Fault fault : List.of(
                Fault.DROPPED,
                Fault.TIMED_OUT,
                Fault.DUPLICATED,
                Fault.REORDERED,
                Fault.CUT,
                Fault.CORRUPTED)) {
            if (strikes(fault)) {
                add(strike(phone, fault));
            }
        }
        add(new Step.Sync(phone));
    }

    private Step strike(int phone, Fault fault) {
        boolean up =
                switch (fault) {
                    case DROPPED, DUPLICATED -> true;
                    case TIMED_OUT -> false;
                    default -> random.percent(50);
                };
        long amount = random.below(fault == Fault.REORDERED ? DELAY_MILLIS_MAX : PARTS);
        return new Step.Strike(phone, fault, up, (int) random.below(3), amount);
    }

    private void disturb() {
        if (strikes(Fault.PARTITIONED)) {
            long directions = random.between(1, 3);
            long millis = random.below(PARTITION_MILLIS_MAX);
            add(new Step.Partition(anyPhone(), directions != 2, directions != 1, millis));
        }
        if (strikes(Fault.CRASHED)) {
            add(new Step.Crash(anyMachine(), (int) random.below(OPERATIONS_MAX)));
        }
        if (strikes(Fault.KILLED)) {
            add(new Step.Kill(anyMachine()));
        }
        if (strikes(Fault.DISK_FAILED)) {
            add(failDisk());
        }
        if (strikes(Fault.LIED)) {
            add(new Step.Lie(anyPhone(), (int) random.below(OPERATIONS_MAX)));
        }
        if (strikes(Fault.CLOCK_JUMPED)) {
            long most = random.percent(50) ? JUMP_MILLIS_MAX : DELAY_MILLIS_MAX;
            add(new Step.Jump(anyMachine(), random.between(-most, most)));
        }
        if (strikes(Fault.CLONED)) {
            setUpAgain();
        }
        if (strikes(Fault.RESTORED)) {
            add(random.percent(60) ? new Step.BackUp(Step.SERVER) : new Step.PutBack(Step.SERVER));
        }
    }

    private Step failDisk() {
        int machine = anyMachine();
        if (random.percent(50)) {
            return new Step.Fill(
                    machine, (int) random.below(FULL_BYTES_MAX), random.below(FULL_MILLIS_MAX));
        }
        int times = random.percent(50) ? 1 : (int) random.between(2, REFUSALS_MAX);
        return new Step.Refuse(machine, (int) random.below(OPERATIONS_MAX), times);
    }

    private void setUpAgain() {
        int phone = anyPhone();
        long dice = random.below(100);
        if (dice < 50) {
            add(new Step.BackUp(phone));
        } else if (dice < 75 || twins == TWINS_MAX) {
            add(new Step.PutBack(phone));
        } else {
            twins++;
            add(new Step.Twin(phone));
        }
    }

    /** How often a fault strikes at most, in a thousand operations or syncs. */
    private static int rateMax(Fault fault) {
        return switch (fault) {
            case DROPPED, TIMED_OUT, DUPLICATED, REORDERED, CUT -> 160;
            case CORRUPTED -> 100;
            case PARTITIONED -> 25;
            case CRASHED -> 30;
            case KILLED -> 20;
            case DISK_FAILED -> 25;
            case CLOCK_JUMPED -> 40;
            case CLONED, RESTORED -> 60;
            case LIED -> 15;
            case TORN -> 0;
        };
    }

    private boolean strikes(Fault fault) {
        Integer rate = perMille.get(fault);
        return rate != null && random.below(1_000) < rate;
    }

    private void add(Step step) {
        boolean longPause = random.below(1_000) < LONG_PAUSE_PER_MILLE;
        long pause = random.below(longPause ? LONG_PAUSE_MILLIS_MAX : pauseMillis);
        steps.add(new Timed(pause, step));
    }

    private int anyPhone() {
        return (int) random.below(phones + twins);
    }

    private int anyMachine() {
        // The server is as likely to be struck as two phones are.
        int index = (int) random.below(phones + 2);
        return index >= phones ? Step.SERVER : index;
    }

    private int pick(int[] choice) {
        return choice[(int) random.below(choice.length)];
    }
}
