package dev.syncdb.testkit.world;

import dev.syncdb.merge.MergeRules;
import dev.syncdb.testkit.clock.FakeTimeLimit;
import dev.syncdb.testkit.fault.Promise;
import dev.syncdb.testkit.fault.Sabotage;
import dev.syncdb.testkit.world.host.Fleet;
import dev.syncdb.testkit.world.host.Machine;
import dev.syncdb.testkit.world.host.PhoneHost;
import dev.syncdb.testkit.world.host.ServerHost;
import dev.syncdb.testkit.world.host.Workload;
import dev.syncdb.testkit.world.oracle.PolicyTables;
import dev.syncdb.testkit.world.oracle.ProbeTables;
import dev.syncdb.testkit.world.oracle.Reading;
import dev.syncdb.testkit.world.oracle.SpaceModel;
import dev.syncdb.testkit.world.plan.Plan;
import dev.syncdb.testkit.world.plan.Shape;
import dev.syncdb.testkit.world.stage.History;
import dev.syncdb.testkit.world.stage.Stage;

import java.util.ArrayList;
import java.util.List;

/** One run of one plan: its steps, the end of all faults, rest, and the judgement. Used once. */
final class Run {
    private static final String SERVER = "the server";

    /** Far more than a healthy fleet needs: one that still talks then will not come to rest. */
    private static final int SETTLE_ROUNDS_MAX = 20;

    /** Requests that are no pages: registering, pushing, hearing that nothing is left. */
    private static final long MESSAGES_MIN = 32;

    /** The first fetch, what others pushed meanwhile, and one that was in vain. */
    private static final long FETCHES_MAX = 3;

    /**
     * The server may ask what an edit was made over before it judges it, and another copy of the
     * phone may have been there first.
     */
    private static final long PUSHES_MAX = 3;

    private static final long ROW_BYTES_MAX = 120;
    private static final long WORD_BYTES_MAX = 600;

    private static final int EVENTS_MAX = 20_000;

    /** Enough of a stack to see which part gave up. */
    private static final int FRAMES_SHOWN_MAX = 12;

    private final World.Parts parts;
    private final Plan plan;
    private final Stage stage;
    private final Workload workload;
    private final Reading reading;
    private final MergeRules rules;
    private final ServerHost server;
    private final Fleet fleet;
    private int next;
    private int events;

    Run(World.Parts parts, Plan plan) {
        this.parts = parts;
        this.plan = plan;
        this.stage = new Stage(plan.seed());
        this.workload =
                plan.seed() % 2 == 0 ? parts.workload() : parts.workload().withoutPolicies();
        this.reading = new Reading(stage, never());
        this.rules = rules();
        Shape shape = plan.shape();
        Sabotage sabotage = parts.sabotage().get();
        Machine machine = new Machine(stage, SERVER, shape.serverSectorBytes(), shape.tears());
        ServerHost.Build build = new ServerHost.Build(
                script(),
                rules,
                workload,
                sabotage,
                shape.serverLogBytesMax(),
                shape.textHistoryBytesMax());
        this.server = new ServerHost(stage, machine, build, shape.spaces());
        this.fleet = new Fleet(stage, server);
        shape.phones().forEach(kind -> fleet.add(phone(kind, sabotage)));
    }

    private String script() {
        String own = parts.schema() + ProbeTables.SCRIPT;
        return workload.policies() ? own + PolicyTables.SCRIPT : own;
    }

    private List<String> never() {
        List<String> never = new ArrayList<>(parts.never());
        if (workload.policies()) {
            never.addAll(PolicyTables.NEVER);
        }
        return never;
    }

    /** All merge functions, and virtual time for them. */
    private MergeRules rules() {
        MergeRules rules =
                new MergeRules(parts.rules().functions(), new FakeTimeLimit(stage.time()));
        return workload.policies() ? rules.with(PolicyTables.RULE, PolicyTables::merge) : rules;
    }

    private Fleet.Phone phone(Shape.Phone kind, Sabotage sabotage) {
        PhoneHost.Build build = new PhoneHost.Build(workload, reading, sabotage, copy(kind));
        return new Fleet.Phone(
                kind.space(), build, kind.sectorBytes(), plan.shape().tears());
    }

    /** Some worlds have phones that know what the server's merge functions will say. */
    private PhoneHost.Copy copy(Shape.Phone kind) {
        PhoneHost.Copy copy = kind.copy();
        return plan.seed() / 2 % 2 == 0
                ? new PhoneHost.Copy(
                        copy.pageBytesMax(),
                        copy.pageRowsMax(),
                        copy.priorities(),
                        copy.local().withRules(rules))
                : copy;
    }

    /** Never throws because of what happens in the world. */
    Report live() {
        try {
            server.start();
            phones().forEach(PhoneHost::start);
            planNext();
            while (next < plan.steps().size() && step()) {
                // Each step plans the one after it.
            }
            if (settle()) {
                new Rest(stage, fleet, phones(), reading).judge(parts.idleBytesMax());
            }
        } catch (RuntimeException failure) {
            stage.broke(Promise.SOUND, described(failure));
        }
        return report();
    }

    private void planNext() {
        if (next < plan.steps().size()) {
            Plan.Timed timed = plan.steps().get(next);
            stage.after(timed.pauseMillis(), () -> {
                timed.step().play(fleet);
                next++;
                planNext();
            });
        }
    }

    private boolean step() {
        events++;
        return events < EVENTS_MAX && stage.step();
    }

    /**
     * Ends all faults and lets everybody sync until nothing is left to say; false if that never
     * comes.
     */
    private boolean settle() {
        stage.note("all faults end");
        server.machine().heal();
        for (PhoneHost phone : fleet.phones()) {
            phone.machine().heal();
            phone.link().heal();
        }
        stage.checked(Promise.COMES_TO_REST);
        long[] before = fleet.phones().stream().mapToLong(PhoneHost::messages).toArray();
        for (int round = 0; round < SETTLE_ROUNDS_MAX; round++) {
            // Who had nothing to push in this round pulled all that the others had pushed before.
            boolean last = isCaughtUp();
            long version = server.versions();
            server.start();
            phones().forEach(PhoneHost::start);
            phones().forEach(PhoneHost::sync);
            while (step()) {
                // One thing leads to the next.
            }
            if (last && isCaughtUp() && server.versions() == version) {
                return requireFewMessages(before);
            }
        }
        stage.broke(
                Promise.COMES_TO_REST,
                "the fleet does not come to rest after all faults have ended");
        return false;
    }

    private boolean requireFewMessages(long[] before) {
        List<PhoneHost> phones = fleet.phones();
        for (int i = 0; i < phones.size(); i++) {
            PhoneHost phone = phones.get(i);
            long sent = phone.messages() - (i < before.length ? before[i] : 0);
            long most = messagesMax(phone);
            if (sent > most) {
                stage.broke(
                        Promise.COMES_TO_REST,
                        phone.name() + " sent " + sent + " requests after all faults had ended, "
                                + "most is " + most);
            }
        }
        return true;
    }

    /** What a phone may need that has to fetch and send everything, a message for each row. */
    private long messagesMax(PhoneHost phone) {
        SpaceModel model = server.model(phone.author().space());
        long rows = (long) model.rowsEver() + model.recordsEver();
        PhoneHost.Copy copy = phone.copy();
        long full = rows * ROW_BYTES_MAX / copy.pageBytesMax() + rows / copy.pageRowsMax();
        long pages = Math.min(rows, full + 1 + copy.priorities().size());
        long words = phone.author().words().size();
        long pushes = Math.min(words, words * WORD_BYTES_MAX / copy.local().pushBytesMax());
        return MESSAGES_MIN + FETCHES_MAX * pages + PUSHES_MAX * pushes;
    }

    private List<PhoneHost> phones() {
        List<PhoneHost> on = new ArrayList<>(fleet.phones());
        List<Shape.Phone> shapes = plan.shape().phones();
        for (int i = shapes.size() - 1; i >= 0; i--) {
            if (shapes.get(i).absent()) {
                on.remove(i);
            }
        }
        return on;
    }

    private boolean isCaughtUp() {
        return phones().stream().allMatch(PhoneHost::isCaughtUp);
    }

    private Report report() {
        History history = stage.history();
        long messages = fleet.phones().stream().mapToLong(PhoneHost::messages).sum();
        Report.Totals totals = new Report.Totals(
                stage.ledger().safe(),
                stage.ledger().lost(),
                stage.ledger().twice(),
                stage.time().millis(),
                messages,
                history.faults(),
                history.checks());
        return new Report(plan.seed(), totals, history.hash(), history.broken(), history.last());
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
