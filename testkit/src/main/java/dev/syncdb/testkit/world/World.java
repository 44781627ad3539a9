package dev.syncdb.testkit.world;

import dev.syncdb.Session;
import dev.syncdb.merge.MergeRules;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.fault.Fault;
import dev.syncdb.testkit.fault.Sabotage;
import dev.syncdb.testkit.world.host.Workload;
import dev.syncdb.testkit.world.host.Workload.Edit;
import dev.syncdb.testkit.world.plan.Plan;
import dev.syncdb.testkit.world.plan.Scale;
import dev.syncdb.testkit.world.plan.Swarm;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * A server and its phones in one thread, all of it decided by one seed. Apps and backends write
 * what the test says, while faults strike; then the faults end, everybody syncs until nothing is
 * left to say, and it is looked at whether every {@linkplain dev.syncdb.testkit.fault.Promise
 * promise} held. The network, the disks and the clocks are the only things that are not real:
 * phones and server are those of production, from their ports inward.
 *
 * <p>A world is a description, immutable, and may be run with any number of seeds, in any thread.
 *
 * <pre>{@code
 * World.of("CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT NOT NULL);")
 *         .clients(5)
 *         .edit((client, random) -> client.execute("INSERT INTO notes (body) VALUES ('hello')"))
 *         .edit((client, random) -> client.execute("DELETE FROM notes WHERE id % 7 = 0"))
 *         .never("SELECT * FROM notes WHERE body = ''")
 *         .assertHolds(1, 100);
 * }</pre>
 *
 * <p>The world adds some tables of its own, whose names begin with {@code world_}, and writes them
 * in the same transactions: what is seen there shows what became of those.
 */
public final class World {
    private static final int CLIENTS_MIN = 2;
    private static final int CLIENTS_MAX = 8;
    private static final int SPACES_MAX = 3;

    /** So many that in the mean more than 100 are acknowledged, and a run takes a moment. */
    private static final int OPERATIONS = 114;

    /** The requests and answers of a phone that has nothing to say and nothing to hear. */
    private static final int IDLE_BYTES_MAX = 40;

    /** What a run is made of, besides its plan. */
    record Parts(
            String schema,
            Workload workload,
            List<String> never,
            Supplier<Sabotage> sabotage,
            int idleBytesMax,
            MergeRules rules) {}

    private final Parts parts;
    private final Scale scale;

    private World(Parts parts, Scale scale) {
        this.parts = parts;
        this.scale = scale;
    }

    /**
     * A world of 2 to 8 phones in up to 3 spaces, which all have the tables of a script, and in
     * which all usual faults may strike.
     */
    public static World of(String schema) {
        return new World(
                new Parts(
                        schema,
                        new Workload(List.of(), List.of(), false),
                        List.of(),
                        () -> Sabotage.NONE,
                        IDLE_BYTES_MAX,
                        MergeRules.NONE),
                new Scale(CLIENTS_MIN, CLIENTS_MAX, SPACES_MAX, OPERATIONS, Fault.DEFAULT));
    }

    /** The world in which SyncDB itself is tested: people keep projects, tasks and comments. */
    public static World standard() {
        return TaskBoard.world();
    }

    /** This world with so many phones. */
    public World clients(int count) {
        return with(new Scale(count, count, scale.spacesMax(), scale.operations(), scale.faults()));
    }

    /** This world with up to so many spaces, of which each phone has one. */
    public World spaces(int most) {
        return with(new Scale(
                scale.phonesMin(), scale.phonesMax(), most, scale.operations(), scale.faults()));
    }

    /** This world with so many transactions attempted. */
    public World operations(int count) {
        return with(new Scale(
                scale.phonesMin(), scale.phonesMax(), scale.spacesMax(), count, scale.faults()));
    }

    /** This world with other faults; each seed turns some of them off. */
    public World faults(Set<Fault> faults) {
        return with(new Scale(
                scale.phonesMin(),
                scale.phonesMax(),
                scale.spacesMax(),
                scale.operations(),
                faults));
    }

    /** This world with other faults, see {@link #faults(Set)}. */
    public World faults(Fault... faults) {
        return faults(new TreeSet<>(List.of(faults)));
    }

    /** This world, in which apps also do this; see {@link #edit(int, BiConsumer)}. */
    public World edit(BiConsumer<Session, SeededRandom> edit) {
        return edit(1, edit);
    }

    /**
     * This world, in which apps also do this, each time as one transaction.
     *
     * @param weight how often, compared with the others
     * @param edit may draw random numbers from the given source and from no other; what it throws
     *     rolls the transaction back
     */
    public World edit(int weight, BiConsumer<Session, SeededRandom> edit) {
        Workload workload = parts.workload;
        return with(new Workload(
                more(workload.edits(), new Edit(weight, edit)),
                workload.backendEdits(),
                workload.policies()));
    }

    /** This world, in which the server's own code also does this; see {@link #edit}. */
    public World backend(BiConsumer<Session, SeededRandom> edit) {
        Workload workload = parts.workload;
        return with(new Workload(
                workload.edits(),
                more(workload.backendEdits(), new Edit(1, edit)),
                workload.policies()));
    }

    /** This world, in which a query must find nothing, whoever asks it and when. */
    public World never(String query) {
        return with(new Parts(
                parts.schema,
                parts.workload,
                more(parts.never, query),
                parts.sabotage,
                parts.idleBytesMax,
                parts.rules));
    }

    /**
     * This world, in which the server has these merge functions, and so have the phones of half of
     * all seeds. What bounds their time is the world's own clock.
     */
    public World rules(MergeRules rules) {
        return with(new Parts(
                parts.schema,
                parts.workload,
                parts.never,
                parts.sabotage,
                parts.idleBytesMax,
                rules));
    }

    /** This world, whose even seeds also edit tables with all merge rules and all policies. */
    World policies() {
        Workload workload = parts.workload;
        return with(new Workload(workload.edits(), workload.backendEdits(), true));
    }

    /** This world with a broken part, made anew for each run. */
    public World sabotage(Supplier<Sabotage> broken) {
        return with(new Parts(
                parts.schema,
                parts.workload,
                parts.never,
                broken,
                parts.idleBytesMax,
                parts.rules));
    }

    /** What may go wrong in it. */
    public Set<Fault> faults() {
        return scale.faults();
    }

    /**
     * Runs a seed from beginning to end. Never throws because of what happens in it: a part that
     * fails as none may is a broken promise, too.
     */
    public Report run(long seed) {
        return run(plan(seed));
    }

    /**
     * Runs a seed that breaks a promise again and again with fewer and fewer phones and steps, as
     * long as it breaks that promise, and tells the smallest run that does.
     */
    public Story shrink(long seed) {
        return new Shrinking(this).shrink(plan(seed));
    }

    /**
     * Runs all seeds from the first to the last.
     *
     * @throws AssertionError if one breaks a promise, with the story of how
     */
    public void assertHolds(long firstSeed, long lastSeed) {
        for (long seed = firstSeed; seed <= lastSeed; seed++) {
            Report report = run(seed);
            if (!report.held()) {
                throw new AssertionError(report + "\n" + shrink(seed));
            }
        }
    }

    Plan plan(long seed) {
        return Swarm.draw(seed, scale);
    }

    Report run(Plan plan) {
        return new Run(parts, plan).live();
    }

    private World with(Scale other) {
        return new World(parts, other);
    }

    private World with(Parts other) {
        return new World(other, scale);
    }

    private World with(Workload other) {
        return with(new Parts(
                parts.schema, other, parts.never, parts.sabotage, parts.idleBytesMax, parts.rules));
    }

    private static <T> List<T> more(List<T> some, T one) {
        List<T> all = new ArrayList<>(some);
        all.add(one);
        return List.copyOf(all);
    }
}
