package dev.syncdb.testkit.world.host;

import dev.syncdb.Database;
import dev.syncdb.Rows;
import dev.syncdb.client.replica.LocalOptions;
import dev.syncdb.client.replica.Progress;
import dev.syncdb.client.replica.Replica;
import dev.syncdb.client.replica.ReplicaEvent;
import dev.syncdb.client.replica.ReplicaOptions;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.error.Retryable;
import dev.syncdb.error.SyncDbException;
import dev.syncdb.journal.Durability;
import dev.syncdb.sync.encoding.RequestCodec;
import dev.syncdb.sync.encoding.ResponseCodec;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.message.SyncResponse;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.disk.DiskCrash;
import dev.syncdb.testkit.disk.FakeDisk;
import dev.syncdb.testkit.fault.Promise;
import dev.syncdb.testkit.fault.Sabotage;
import dev.syncdb.testkit.world.host.Link.Arrival;
import dev.syncdb.testkit.world.oracle.ProbeTables;
import dev.syncdb.testkit.world.oracle.Pushes;
import dev.syncdb.testkit.world.oracle.Reading;
import dev.syncdb.testkit.world.oracle.ReplicaView;
import dev.syncdb.testkit.world.oracle.ReplicaView.Standing;
import dev.syncdb.testkit.world.stage.Author;
import dev.syncdb.testkit.world.stage.Stage;
import dev.syncdb.testkit.world.stage.Word;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One phone: its machine, its app and replica while they run, and at most one request on its way.
 */
public final class PhoneHost {
    /**
     * What a phone is made of.
     *
     * @param replica how its replica is kept: with pages so small that some pulls take many, and
     *     logs so short that a run makes checkpoints
     */
    public record Build(Workload workload, Reading reading, Sabotage sabotage, Copy replica) {}

    /** How the copy on a phone is kept and synced; the parts of {@link ReplicaOptions}. */
    public record Copy(
            int pageBytesMax, int pageRowsMax, List<List<String>> priorities, LocalOptions local) {}

    private static final Pattern LITERAL = Pattern.compile("'([^']*)'");

    /** A phone gives up on an answer after this long. */
    private static final int PATIENCE_MILLIS = 30_000;

    /** For so long phones keep what was acknowledged. */
    private static final long RETAINED_MILLIS_MAX = 7L * 86_400_000;

    private static final int RETRY_MILLIS_MIN = 1_000;
    private static final int RETRIES_DOUBLED_MAX = 8;
    private static final int REBOOT_MILLIS_MAX = 20_000;
    private static final int FAILURES_MAX = 2;

    private final Stage stage;
    private final Machine machine;
    private final Build build;
    private final Author author;
    private final Link link;
    private final Pushes pushes;
    private final ReplicaView view;
    private @Nullable Replica replica;
    private long exchange;
    private boolean waiting;
    private boolean caughtUp;
    private int retries;
    private int failures;
    private long messages;
    private long bytes;

    /** Whether the server may find that this is not the phone that it knows. */
    private boolean doubtful;

    /** Why words that were promised here may be gone at the next start; null if they may not. */
    private @Nullable String excuse;

    /** A phone that is switched off. */
    public PhoneHost(Stage stage, Machine machine, Build build, Author author, ServerHost server) {
        this.stage = stage;
        this.machine = machine;
        this.build = build;
        this.author = author;
        String space = author.space();
        this.link =
                new Link(stage, name(), request -> server.handle(space, request), build.sabotage());
        this.pushes = server.pushes();
        this.view = new ReplicaView(stage, name(), author, server.model(space));
    }

    public String name() {
        return author.name();
    }

    public Author author() {
        return author;
    }

    public Machine machine() {
        return machine;
    }

    public Link link() {
        return link;
    }

    public ReplicaView view() {
        return view;
    }

    /** How its copy is kept. */
    public Copy copy() {
        return build.replica();
    }

    /** How many requests it has sent. */
    public long messages() {
        return messages;
    }

    /** Bytes of all bodies that it has sent and received. */
    public long bytes() {
        return bytes;
    }

    /** True if the server has said that nothing is left to tell, and nothing was written since. */
    public boolean isCaughtUp() {
        return caughtUp;
    }

    /** Another device has its identity, or the server may have forgotten it. */
    public void doubt() {
        doubtful = true;
    }

    /** Opens the replica, if the phone is off, and sends a request. */
    public void start() {
        if (replica != null) {
            return;
        }
        try {
            open();
            stage.note(name() + " starts");
            sync();
        } catch (DiskCrash crash) {
            died();
        } catch (Retryable refused) {
            requireRefusal(refused);
            machine.replaceProcess();
            end();
        }
    }

    private void open() {
        Replica opened = Replica.open(options());
        replica = opened;
        failures = 0;
        hear(opened.openingEvents());
        opened.database().observe(view::published);
        noteRejected(opened.database());
        view.opened(opened.database(), standing(opened), excuse);
        excuse = null;
    }

    /** Writes as an app does, if there are tables to write to. */
    public void write(long seed) {
        Replica running = replica;
        if (running == null || !hasTables(running)) {
            return;
        }
        caughtUp = false;
        Word word = stage.ledger().next(author, stage.time().millis());
        word.setBasis(view.basis());
        try {
            SeededRandom random = new SeededRandom(seed);
            running.database().write(session -> {
                build.workload().write(session, word, random);
                return word;
            });
            word.tell(Word.Told.SAFE);
            stage.note(word + " is written");
            view.check(standing(running));
        } catch (Incorrect refused) {
            word.tell(Word.Told.UNDONE);
            stage.note(word + " is refused: " + refused.getMessage());
        } catch (DiskCrash crash) {
            died();
        } catch (Retryable refused) {
            failed(refused);
        }
    }

    /** Sends a request, unless one is on its way or the phone is off. */
    public void sync() {
        Replica running = replica;
        if (waiting || running == null) {
            return;
        }
        try {
            SyncRequest next = running.request();
            pushes.sent(next.push());
            byte[] request = RequestCodec.encode(next);
            long sent = ++exchange;
            waiting = true;
            caughtUp = false;
            messages++;
            bytes += request.length;
            stage.after(PATIENCE_MILLIS, () -> giveUp(sent));
            link.exchange(request, answer -> arrived(sent, answer));
        } catch (DiskCrash crash) {
            died();
        } catch (Retryable refused) {
            failed(refused);
            retry();
        }
    }

    /** Reads as an app does, if there are tables to read. */
    public void read() {
        Replica running = replica;
        if (running != null && hasTables(running)) {
            build.reading().read(name(), running.database(), view.mirror());
        }
    }

    /** Closes the replica and opens it again, as an app that is started anew. */
    public Database reopened() {
        Replica running = replica;
        if (running != null) {
            running.close();
        }
        open();
        return running().database();
    }

    /** The process ends, and another one begins. */
    public void kill() {
        if (replica != null) {
            machine.endProcess();
            end();
        }
    }

    /** The phone goes on from a copy of its disk, or of another phone's. */
    public void putBack(FakeDisk image) {
        machine.putBack(image);
        doubtful = true;
        excuse = "the phone was set up from a backup";
        replica = null;
        waiting = false;
        caughtUp = false;
        start();
    }

    /** Somebody sets the wall clock to another time. */
    public void jumpWall(long millis) {
        machine.jumpWall(millis);
        if (millis >= RETAINED_MILLIS_MAX) {
            // After a start that clock is all there is to tell how old something is.
            author.words()
                    .forEach(word -> word.leaveToServer("its phone's clock says that it is old"));
        }
    }

    /** How the replica stands; the phone must run. */
    public Standing standing() {
        return standing(running());
    }

    /** The running replica. */
    public Replica running() {
        Replica running = replica;
        if (running == null) {
            throw new IllegalStateException(name() + " does not run");
        }
        return running;
    }

    public boolean runs() {
        return replica != null;
    }

    private Standing standing(Replica running) {
        return new Standing(
                running.cursor(),
                running.isComplete(),
                running.pending(),
                running.held().size());
    }

    private static boolean hasTables(Replica running) {
        // Before it has heard from the server, it has none.
        return running.database().schema().find(ProbeTables.WORDS) != null;
    }

    /** An answer, or a part of one, arrived. One that nobody waits for any more is not read. */
    private void arrived(long answered, Arrival arrival) {
        Replica running = replica;
        if (!waiting || answered != exchange || running == null) {
            return;
        }
        bytes += arrival.bytes().length;
        SyncResponse response;
        try {
            response = ResponseCodec.decode(arrival.bytes());
        } catch (Corrupt damaged) {
            if (!arrival.damaged()) {
                stage.broke(Promise.SOUND, name() + " cannot read an answer: " + damaged);
            }
            giveUp(answered);
            return;
        }
        waiting = false;
        try {
            receive(running, response, arrival.damaged());
        } catch (DiskCrash crash) {
            died();
        }
    }

    private void receive(Replica running, SyncResponse response, boolean damaged) {
        Progress progress;
        try {
            progress = running.receive(response);
        } catch (Retryable later) {
            stage.note(name() + " is to wait: " + later.getMessage());
            if (later.code() == ErrorCode.MALFORMED_MESSAGE && !damaged) {
                stage.broke(Promise.SOUND, name() + " is not understood: " + later);
            }
            boolean ours = machine.hasRefused() || machine.disk().refusals() > 0;
            if (ours && later.code() == ErrorCode.IO) {
                failed(later);
            }
            retry();
            return;
        } catch (SyncDbException refused) {
            if (!damaged) {
                stage.broke(Promise.SOUND, name() + " is refused: " + refused);
            }
            retry();
            return;
        }
        retries = 0;
        failures = 0;
        stage.note(name() + " heard: " + progress.next() + ", " + progress.rowsReceived()
                + " rows, " + progress.accepted() + " accepted");
        hear(progress.events());
        noteRejected(running.database(), progress.events());
        view.check(standing(running));
        caughtUp = progress.next() == Progress.Next.CAUGHT_UP;
        if (progress.next() == Progress.Next.AGAIN) {
            sync();
        } else if (progress.next() == Progress.Next.WAIT) {
            retry();
        }
    }

    private void giveUp(long failed) {
        if (waiting && failed == exchange) {
            waiting = false;
            retry();
        }
    }

    private void retry() {
        long upTo = (long) RETRY_MILLIS_MIN << Math.min(retries, RETRIES_DOUBLED_MAX);
        retries++;
        stage.after(machine.random().below(upTo), this::sync);
    }

    /** The disk refused something; an app that this happens to again and again starts anew. */
    private void failed(Retryable refused) {
        requireRefusal(refused);
        failures++;
        if (failures >= FAILURES_MAX && replica != null) {
            stage.note(name() + " starts its app anew, for its disk has failed it");
            machine.replaceProcess();
            end();
        }
    }

    private void requireRefusal(RuntimeException failure) {
        if (!machine.hasRefused() && machine.disk().refusals() == 0) {
            throw failure;
        }
    }

    /** What may only be heard after somebody put a phone or the server back in time. */
    private void hear(List<ReplicaEvent> events) {
        for (ReplicaEvent event : events) {
            stage.note(name() + " hears: " + event);
            switch (event.kind()) {
                case REJECTED, CONFLICT, RECORDED, MERGED, POSTPONED, HELD, RULE_OFF -> {}
                case REREGISTERED, REWOUND -> {
                    requireDoubt(event);
                    excuseUnheard();
                }
                case REBUILT, OUTBOX_DAMAGED -> requireDoubt(event);
            }
        }
    }

    /** Who begins again leaves behind what was judged, and so may not hear of what was refused. */
    private void excuseUnheard() {
        for (Author each : stage.ledger().authors()) {
            for (Word word : each.words()) {
                if (word.isRefused() && !word.isRejected()) {
                    word.waive("it was refused, and whoever wrote it began again");
                }
            }
        }
    }

    private void requireDoubt(ReplicaEvent event) {
        if (!doubtful) {
            stage.broke(Promise.SOUND, name() + " begins again: " + event);
        }
    }

    private void noteRejected(Database database, List<ReplicaEvent> events) {
        if (events.stream().anyMatch(event -> event.kind() == ReplicaEvent.Kind.REJECTED)) {
            noteRejected(database);
        }
    }

    /** Finds the words of refused transactions, whoever wrote them. */
    private void noteRejected(Database database) {
        try (Rows rows = database.query("SELECT operations FROM syncdb_rejected")) {
            while (rows.next()) {
                Matcher literals = LITERAL.matcher(String.valueOf(rows.getString(0)));
                while (literals.find()) {
                    Word word = stage.ledger().find(literals.group(1));
                    if (word != null && !word.isRejected()) {
                        reject(word);
                    }
                }
            }
        }
    }

    private void reject(Word word) {
        word.reject();
        if (word.timesPublished() > 0) {
            stage.broke(Promise.ONCE, word + " was applied, and then refused as if it were new");
        }
    }

    private ReplicaOptions options() {
        return new ReplicaOptions(
                build.sabotage().phoneDisk(machine.disk()),
                machine.environment(),
                Durability.FULL,
                "somebody",
                build.replica().pageBytesMax(),
                build.replica().pageRowsMax(),
                build.replica().priorities(),
                build.replica().local());
    }

    private void died() {
        if (machine.losePower()) {
            excuse = "the phone's disk had lied";
            doubtful = true;
        }
        end();
    }

    private void end() {
        replica = null;
        waiting = false;
        caughtUp = false;
        failures = 0;
        stage.after(machine.random().below(REBOOT_MILLIS_MAX), this::start);
    }
}
