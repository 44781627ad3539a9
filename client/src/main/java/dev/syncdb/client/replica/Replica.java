package dev.syncdb.client.replica;

import dev.syncdb.Database;
import dev.syncdb.change.Change;
import dev.syncdb.change.Cursor;
import dev.syncdb.change.Image;
import dev.syncdb.change.Place;
import dev.syncdb.client.outbox.Identity;
import dev.syncdb.client.outbox.Outbox;
import dev.syncdb.client.replica.Progress.Next;
import dev.syncdb.client.replica.ReplicaEvent.Kind;
import dev.syncdb.client.replica.ReplicaState.Stage;
import dev.syncdb.clock.Stamp;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Retryable;
import dev.syncdb.schema.Schema;
import dev.syncdb.store.Snapshot;
import dev.syncdb.store.Store;
import dev.syncdb.sync.ledger.Conflicts;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.News;
import dev.syncdb.sync.message.Refusal;
import dev.syncdb.sync.message.Rewound;
import dev.syncdb.sync.message.SchemaTag;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.message.SyncRequest.Sender;
import dev.syncdb.sync.message.SyncResponse;
import dev.syncdb.sync.pull.PageToken;
import dev.syncdb.sync.pull.PriorityClasses;
import dev.syncdb.sync.push.Postponement;
import dev.syncdb.sync.push.Postponement.Reason;
import dev.syncdb.sync.push.Push;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A phone's copy of a space, with the work that is still pending on top of it. It gives requests
 * and takes responses; who carries them, and when, is not its business.
 *
 * <p>Lives from opening to {@link #close}, and holds the locks of its folder. {@link #request} and
 * {@link #receive} are called in turns by one thread at a time; meanwhile any thread may read and
 * write the {@link #database}. Reading never waits for a sync, and writing only for the moment in
 * which a pull becomes visible.
 */
public final class Replica implements AutoCloseable {
    private final ReplicaOptions options;
    private final ExpectedSchema expectedSchema = new ExpectedSchema();
    private final Store store;
    private final Outbox outbox;
    private final ReplicaJournal journal;
    private final Overlay overlay;
    private final Staging staging;
    private final List<ReplicaEvent> openingEvents;
    private final Parts parts;
    private final Database database;
    private final OutboxCommits commits;
    private final PendingWork pendingWork;
    private final UploadWindow window;
    private final Download download;
    private final Restart restart;
    private volatile ReplicaState state;
    private volatile boolean closed;

    /** The newest transaction that the last request carried. */
    private long pushed;

    /** What the server has asked for, and whether the last answer asked for something new. */
    private WantedBases wanted = WantedBases.NONE;

    private boolean newlyWanted;

    /** The request that has no response yet. */
    private @Nullable SyncRequest unanswered;

    /** Whether the last response came, and from a server that remembers it. */
    private boolean remembered;

    private Replica(ReplicaOptions options, Opening opening) {
        this.options = options;
        this.store = opening.store();
        this.outbox = opening.outbox();
        this.journal = opening.journal();
        this.overlay = opening.overlay();
        this.staging = opening.staging();
        this.state = opening.settle();
        this.parts = new Parts(store, outbox, overlay, options.environment(), () -> state);
        this.commits = new OutboxCommits(parts, options.local().transactionMillisMax());
        this.database = Database.over(store, commits, options.environment());
        this.pendingWork = new PendingWork(database, parts, commits);
        this.window = new UploadWindow(options.local().pushBytesMax());
        this.download = new Download(parts, staging, options);
        this.restart = new Restart(parts, commits, journal, staging, this::stand);
        this.openingEvents = List.copyOf(opening.events());
    }

    /**
     * Opens the replica in a folder, or makes it. What a crash left is put right; damaged files are
     * put right as far as can be, which {@link #openingEvents} tells.
     *
     * @throws dev.syncdb.error.Contended STORE_IN_USE if it is open already, here or in another
     *     process
     * @throws dev.syncdb.error.Incorrect CONFIGURATION if the folder belongs to another owner
     * @throws dev.syncdb.error.Incompatible FILE_VERSION if a newer SyncDB wrote it; SCHEMA if a
     *     newer version of the app did, or its tables are of no version that the app declares;
     *     nothing has changed then
     */
    public static Replica open(ReplicaOptions options) {
        Opening opening = Opening.open(options);
        try {
            return new Replica(options, opening);
        } catch (RuntimeException failure) {
            opening.close();
            throw failure;
        }
    }

    /** The tables, with the work that is still pending. */
    public Database database() {
        return database;
    }

    /** What was found wrong, and put right, when the replica was opened. */
    public List<ReplicaEvent> openingEvents() {
        return openingEvents;
    }

    /** Transactions that the server has not judged, as far as is known here. */
    public int pending() {
        return outbox.size();
    }

    /** Those of them that cannot be shown on the newest rows, and why, by number. */
    public Map<Long, String> held() {
        Map<Long, String> reasons = new TreeMap<>();
        overlay.held().forEach((number, why) -> reasons.put(number, why.reason()));
        return reasons;
    }

    /** What can be done about work that the server has not taken. */
    public PendingWork pendingWork() {
        return pendingWork;
    }

    /** What can be done about edits that gave way to others, or others to them. */
    public Conflicts conflicts() {
        return new Conflicts(database::write);
    }

    /** Transactions that stand in {@code syncdb_rejected}. */
    public long rejected() {
        try (Snapshot snapshot = store.snapshot()) {
            return snapshot.count(StatusTables.REJECTED);
        }
    }

    /**
     * The place of the last local commit among all that were made since opening. It stays the
     * commit's, whatever number that gets.
     */
    public long lastPlace() {
        return outbox.lastPlace();
    }

    /** The place, see {@link #lastPlace}, of the transaction that bears a number now. */
    public long placeOf(long number) {
        return outbox.placeOf(number);
    }

    /** The place, see {@link #lastPlace}, of the last local commit that the server has judged. */
    public long judgedPlace() {
        return outbox.judgedPlace();
    }

    /** Returns once every local commit so far is durable, whatever the durability. */
    public void force() {
        outbox.force();
    }

    /** Which state of the server the replica has. */
    public Cursor cursor() {
        return state.pullCursor().cursor();
    }

    /**
     * False until the first sync has reached the server's head, and again while everything is
     * fetched anew.
     */
    public boolean isComplete() {
        return state.isComplete();
    }

    /**
     * True while a first sync shows some classes of tables, see {@link ReplicaOptions#priorities},
     * each as of a version of its own. Nothing is sent before all of them stand at the same one.
     */
    public boolean isPartial() {
        return state.stage() == Stage.PARTIAL;
    }

    /**
     * True if an upgrade of the app brought columns of which the server may know more than is here:
     * until a pull is complete they hold what an upgrade could make of the other ones.
     */
    public boolean isBackfilling() {
        return overlay.dialect().isBackfilling();
    }

    /** When a pull last became visible, by the device's wall clock; 0 for never. */
    public long syncedMillis() {
        return state.syncedMillis();
    }

    /** What to send to the server now. All of it is durable here. */
    public SyncRequest request() {
        window.begin();
        Push push = push();
        pushed = push.firstTx() - 1 + push.transactions().size();
        if (!push.transactions().isEmpty()) {
            window.carries();
        }
        Identity identity = outbox.identity();
        SyncRequest request = new SyncRequest(
                new Sender(identity.client(), identity.secret()),
                tag(),
                state.lastTx(),
                push,
                download.next(),
                null,
                remembered);
        unanswered = request;
        remembered = false;
        return request;
    }

    /**
     * Takes in the response to the last request.
     *
     * @throws dev.syncdb.error.Retryable if the server wants the client to wait, or the disk
     *     refuses
     * @throws dev.syncdb.error.Forbidden if the server does not let this user in
     * @throws Corrupt if the response fits neither the request nor the replica, not even a fresh
     *     one
     * @throws dev.syncdb.error.Incompatible SCHEMA if the server's tables changed in a way that is
     *     not understood, or the server does not serve the app's version any more
     */
    public Progress receive(SyncResponse response) {
        window.answered();
        SyncRequest request = unanswered;
        unanswered = null;
        if (response instanceof Answer answer) {
            return receive(answer);
        }
        if (response instanceof News news) {
            return receive(news, request);
        }
        if (response instanceof Rewound rewound) {
            return restart.rewind(rewound);
        }
        Refusal refusal = (Refusal) response;
        if (refusal.code() == ErrorCode.NOT_REMEMBERED && request != null && request.brief()) {
            return Progress.again(0, List.of());
        }
        if (refusal.code() == ErrorCode.FORKED) {
            return restart.forked(refusal.lastTx(), refusal.message());
        }
        throw Refusals.failure(refusal, overlay.dialect().version());
    }

    /**
     * Calls {@code listener} after each local commit that the server is to hear of, on the thread
     * that made it.
     */
    public void onCommit(Runnable listener) {
        commits.tell(listener);
    }

    /**
     * Closes the database, after a write that is under way, and gives up the folder. If that write
     * does not end in time, or is this thread's own, nothing has changed, and the replica can be
     * closed later.
     *
     * @throws dev.syncdb.error.Incorrect TRANSACTION within a write transaction of this thread
     * @throws dev.syncdb.error.Contended BUSY if somebody has been writing for too long, or the
     *     thread is interrupted
     */
    @Override
    public void close() {
        // What is called closed is never closed again, so it is not before the writers have ended.
        database.close();
        closed = true;
        try {
            journal.close();
        } finally {
            outbox.close();
        }
    }

    /**
     * Closes as {@link #close} does, and removes from the folder what came from the server. If the
     * disk refuses before anything was removed, the replica stays open. So it does if writers do
     * not come to an end in time; perhaps nobody can write in it any more then, but it can be
     * erased later.
     *
     * @param unsynced whether what is pending goes too, with whose it is and who this device is to
     *     the server
     * @return false if something is pending and must not be lost; then nothing has changed
     */
    public boolean erase(UnsyncedWork unsynced) {
        commits.acquire();
        try {
            if (unsynced == UnsyncedWork.REFUSE && outbox.size() > 0) {
                return false;
            }
            // What was judged stands in the replica; without that, the outbox must know it.
            outbox.rewrite(outbox.pending());
            commits.seal();
        } finally {
            commits.release();
        }
        database.close();
        closed = true;
        try {
            journal.close();
            ReplicaJournal.erase(options.disk());
        } finally {
            outbox.close();
        }
        if (unsynced != UnsyncedWork.KEEP) {
            Outbox.erase(options.disk());
        }
        return true;
    }

    /**
     * True while the calling thread has a write transaction open, or tells of its commit. It can
     * neither take in a response then nor close the replica.
     */
    public boolean isWriting() {
        return commits.isWriting();
    }

    /** True once it is closed. */
    public boolean isClosed() {
        return closed;
    }

    private Push push() {
        if (!staging.isEmpty()) {
            return outbox.pushNothing(staging.lastTx());
        }
        if (state.stage().isFirst()) {
            return outbox.pushNothing(state.lastTx());
        }
        return new Upload(parts, wanted)
                .pending(options.environment().clock().now(), window.bytes());
    }

    private SchemaTag tag() {
        SchemaTag declared = overlay.dialect().tag();
        return declared == null
                ? SchemaTag.undeclared(expectedSchema.hash(schema(), staging.schema()))
                : declared;
    }

    private Schema schema() {
        try (Snapshot snapshot = store.snapshot()) {
            return snapshot.schema();
        }
    }

    private Progress receive(News news, @Nullable SyncRequest request) {
        if (request == null || request.pull().cursor().cursor().version() == 0) {
            throw misfit("news that do not say since when");
        }
        remembered = true;
        boolean taken = false;
        try {
            Progress progress = receive(news.to(request));
            taken = true;
            return progress;
        } finally {
            remembered &= taken;
        }
    }

    private Progress receive(Answer answer) {
        requireFitting(answer);
        WantedBases before = wanted;
        wanted = wanted.after(answer);
        // Who is asked for the same once more has no better answer now.
        newlyWanted = !answer.wanted().isEmpty() && wanted.isNewSince(before);
        if (!outbox.identity().isRegistered()) {
            outbox.register(answer.client());
        }
        long sent = Math.max(outbox.sent(), state.lastTx());
        if (answer.lastTx() > sent) {
            // The request showed all that was ever sent, and the server found it to be the same.
            if (outbox.last() > sent) {
                return restart.showMore(answer.lastTx());
            }
            String message = "the server has transactions up to " + answer.lastTx()
                    + " of this client, which sent " + sent;
            return restart.beginAgain(sent, message);
        }
        if (!answer.schema().isEmpty() && !staging.isEmpty()) {
            // The tables changed during the pull: its pages are of different kinds.
            restart.voidStaging(state);
            return Progress.again(0, List.of());
        }
        try {
            List<String> additions = additions(answer);
            PageToken next = answer.page().next();
            return next == null || endsClass(next)
                    ? flip(answer, additions)
                    : stage(answer, next, additions);
        } catch (Corrupt misfit) {
            return misfit.code() == ErrorCode.CORRUPT_FILE ? pullAgain(misfit) : fetchAgain(misfit);
        }
    }

    /** The tables that an answer brings; a replica of a declared version has its own. */
    private List<String> additions(Answer answer) {
        SchemaTag declared = overlay.dialect().tag();
        if (declared != null && !answer.schema().isEmpty()) {
            throw Refusals.otherTables(declared);
        }
        return SchemaAdditions.of(schema(), answer.schema());
    }

    /** True if the page that goes on at {@code next} was the last of a class of tables. */
    private boolean endsClass(PageToken next) {
        PageToken asked = download.page();
        PriorityClasses before = asked == null ? PriorityClasses.NONE : asked.classes();
        int more = next.classes().done() - before.done();
        if (!next.classes().tables().equals(before.tables()) || more < 0 || more > 1) {
            throw misfit("a page of other classes of tables than were asked for");
        }
        return more == 1;
    }

    private void requireFitting(Answer answer) {
        Identity identity = outbox.identity();
        if (identity.isRegistered() && answer.client() != identity.client()) {
            throw misfit("an answer for client " + answer.client() + " reached client "
                    + identity.client());
        }
        if (answer.lastTx() < state.lastTx()) {
            throw misfit("transaction " + answer.lastTx() + " is said to be the last judged, but "
                    + state.lastTx() + " was");
        }
    }

    private Progress stage(Answer answer, PageToken next, List<String> additions) {
        List<Change> changes = answer.page().changes();
        StagedPage page = new StagedPage(next, answer.lastTx(), additions, changes);
        staging.add(page, journal.staged(page));
        return Progress.again(changes.size(), List.of());
    }

    private Progress flip(Answer answer, List<String> additions) {
        ReplicaState before = state;
        int received = answer.page().changes().size();
        Flip.Result result = new Flip.Result(before, 0, Judged.NONE, List.of());
        if (received > 0 || !additions.isEmpty() || !isWhereItWas(answer)) {
            result = flip(before, answer, additions);
            tidy();
        }
        List<ReplicaEvent> events = new ArrayList<>(result.events());
        Postponement postponed = answer.postponed();
        if (postponed != null && postponed.reason() != Reason.WANTS_BASES) {
            events.add(new ReplicaEvent(
                    Kind.POSTPONED, postponed.number(), postponed.reason().name()));
        }
        return new Progress(
                state.isComplete() ? next(before) : Next.AGAIN,
                received,
                result.rowsChanged(),
                result.judged(),
                postponed,
                events);
    }

    private Flip.Result flip(ReplicaState before, Answer answer, List<String> additions) {
        List<String> schema = new ArrayList<>(staging.schema());
        schema.addAll(additions);
        commits.acquire();
        try {
            Stamp now = options.environment().clock().now();
            Flip.Result result = new Flip(before, answer, outbox, overlay)
                    .run(store, journal, journal.pages(staging), schema, now);
            state = result.state();
            staging.clear();
            return result;
        } finally {
            commits.release();
        }
    }

    private boolean isWhereItWas(Answer answer) {
        return state.isComplete()
                && !overlay.dialect().isBackfilling()
                && staging.isEmpty()
                && answer.lastTx() == state.lastTx()
                && answer.cursor().equals(state.cursor());
    }

    private Next next(ReplicaState before) {
        if (outbox.size() == 0) {
            return Next.CAUGHT_UP;
        }
        // If nothing of what the request carried was judged, the same request would not do better.
        boolean moved = state.lastTx() > before.lastTx() || state.lastTx() >= pushed;
        return moved || newlyWanted ? Next.AGAIN : Next.WAIT;
    }

    /**
     * Removes from the files what they need no more. That can wait until the disk is in a better
     * mood.
     */
    private void tidy() {
        try {
            outbox.seen(state.cursor().cursor());
            outbox.tidy();
            if (journal.isCheckpointDue()) {
                checkpoint();
            }
        } catch (Retryable refused) {
            // The pull itself is done. The files stay longer than they need be until the next one.
        }
    }

    private void checkpoint() {
        Snapshot visible;
        Map<Place, @Nullable Image> differing;
        Dialect dialect = overlay.dialect();
        RowsVersion version;
        commits.acquire();
        try {
            visible = store.snapshot();
            differing = overlay.shadow().images();
            version = dialect.kept(outbox.pending(), outbox.rejected());
        } finally {
            commits.release();
        }
        try (visible) {
            journal.checkpoint(state, dialect.isDeclared() ? version : null, visible, differing);
        }
    }

    /**
     * What is here does not fit what the server says: fetches everything anew, while what is here
     * stays visible.
     */
    private Progress fetchAgain(Corrupt misfit) {
        if (!state.hasRows()) {
            restart.voidStaging(state);
            throw misfit;
        }
        restart.voidStaging(state.refetching());
        String message = String.valueOf(misfit.getMessage());
        return Progress.again(0, List.of(new ReplicaEvent(Kind.REBUILT, 0, message)));
    }

    /** A page that waited cannot be read any more: the pull begins anew. */
    private Progress pullAgain(Corrupt damage) {
        restart.voidStaging(state);
        String message = String.valueOf(damage.getMessage());
        return Progress.again(0, List.of(new ReplicaEvent(Kind.REBUILT, 0, message)));
    }

    private void stand(ReplicaState next) {
        remembered = false;
        wanted = WantedBases.NONE;
        state = next;
    }

    private static Corrupt misfit(String what) {
        return new Corrupt(ErrorCode.MALFORMED_MESSAGE, 0, what);
    }
}
