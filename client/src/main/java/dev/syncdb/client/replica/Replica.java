package dev.syncdb.client.replica;

import dev.syncdb.Database;
import dev.syncdb.change.Change;
import dev.syncdb.change.Cursor;
import dev.syncdb.change.Image;
import dev.syncdb.client.outbox.Identity;
import dev.syncdb.client.outbox.Outbox;
import dev.syncdb.client.outbox.PendingTransaction;
import dev.syncdb.client.outbox.Place;
import dev.syncdb.client.outbox.Rewind;
import dev.syncdb.client.replica.Progress.Next;
import dev.syncdb.client.replica.ReplicaEvent.Kind;
import dev.syncdb.client.replica.ReplicaState.Stage;
import dev.syncdb.clock.Stamp;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Retryable;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.SchemaCompiler;
import dev.syncdb.sql.plan.SchemaDefinition;
import dev.syncdb.store.Snapshot;
import dev.syncdb.store.Store;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.Chain;
import dev.syncdb.sync.message.News;
import dev.syncdb.sync.message.PageToken;
import dev.syncdb.sync.message.Postponement;
import dev.syncdb.sync.message.Postponement.Reason;
import dev.syncdb.sync.message.PriorityClasses;
import dev.syncdb.sync.message.Pull;
import dev.syncdb.sync.message.Push;
import dev.syncdb.sync.message.Refusal;
import dev.syncdb.sync.message.Rewound;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.message.SyncResponse;

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
    private final SchemaCompiler compiler = new SchemaDefinition();
    private final Store store;
    private final Outbox outbox;
    private final ReplicaJournal journal;
    private final Overlay overlay;
    private final Staging staging;
    private final List<ReplicaEvent> openingEvents;
    private final Database database;
    private final OutboxCommits commits;
    private final PendingWork pendingWork;
    private final UploadWindow window;
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
        Parts parts = new Parts(store, outbox, overlay, options.environment(), () -> state);
        this.commits = new OutboxCommits(parts, options.local().transactionMillisMax());
        this.database = Database.over(store, commits, options.environment());
        this.pendingWork = new PendingWork(database, parts, commits);
        this.window = new UploadWindow(options.local().pushBytesMax());
        this.openingEvents = List.copyOf(opening.events());
    }

    /**
     * Opens the replica in a folder, or makes it. What a crash left is put right; damaged files are
     * put right as far as can be, which {@link #openingEvents} tells.
     *
     * @throws dev.syncdb.error.Contended STORE_IN_USE if it is open already, here or in another
     *     process
     * @throws dev.syncdb.error.Incorrect CONFIGURATION if the folder belongs to another owner
     * @throws dev.syncdb.error.Incompatible FILE_VERSION if a newer SyncDB wrote it
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
        return state.cursor().cursor();
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
        Pull pull = new Pull(
                state.cursor(),
                outbox.marks().newest(),
                nextPage(),
                options.pageBytesMax(),
                options.pageRowsMax());
        SyncRequest request = new SyncRequest(
                identity.client(),
                identity.secret(),
                SchemaAdditions.hash(schema(), staging.schema(), compiler),
                state.lastTx(),
                push,
                pull,
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
     *     not understood
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
            return rewind(rewound);
        }
        Refusal refusal = (Refusal) response;
        if (refusal.code() == ErrorCode.NOT_REMEMBERED && request != null && request.brief()) {
            return again(0, List.of());
        }
        if (refusal.code() == ErrorCode.FORKED) {
            return beginAgain(refusal.lastTx(), refusal.message());
        }
        throw Refusals.failure(refusal);
    }

    /**
     * Calls {@code listener} after each local commit that the server is to hear of, on the thread
     * that made it.
     */
    public void onCommit(Runnable listener) {
        commits.tell(listener);
    }

    /** Closes the database, after a write that is under way, and gives up the folder. */
    @Override
    public void close() {
        closed = true;
        database.close();
        try {
            journal.close();
        } finally {
            outbox.close();
        }
    }

    /**
     * Closes as {@link #close} does, and removes from the folder what came from the server. If the
     * disk refuses before anything was removed, the replica stays open.
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
        closed = true;
        database.close();
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

    /** True once it is closed. */
    public boolean isClosed() {
        return closed;
    }

    private Push push() {
        if (!staging.isEmpty()) {
            return outbox.pushNothing(staging.lastTx());
        }
        return state.stage().isFirst()
                ? outbox.pushNothing(state.lastTx())
                : wanted.answered(outbox.push(options.environment().clock().now(), window.bytes()));
    }

    /** Where the next page begins; null for the first of an ordinary pull. */
    private @Nullable PageToken nextPage() {
        FirstSync firstSync = state.firstSync();
        if (!staging.isEmpty()) {
            return staging.next();
        }
        if (firstSync != null) {
            return firstSync.next();
        }
        // Where rows are visible already they are replaced all at once, not class by class.
        boolean isBare = state.stage() == Stage.NEW && schema().script().isEmpty();
        return isBare && !options.priorities().isEmpty()
                ? PageToken.beginning(PriorityClasses.of(options.priorities()))
                : null;
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
        newlyWanted = !answer.wanted().isEmpty() && !wanted.equals(before);
        if (!outbox.identity().isRegistered()) {
            outbox.register(answer.client());
        }
        if (state.stage().isFirst() && answer.lastTx() > state.lastTx()) {
            String message = "somebody else has pushed under the number " + answer.client();
            return beginAgain(state.lastTx(), message);
        }
        long sent = Math.max(outbox.sent(), state.lastTx());
        if (answer.lastTx() > sent) {
            // The request showed all that was ever sent, and the server found it to be the same.
            String message = "the server has transactions up to " + answer.lastTx()
                    + " of this client, which sent " + sent;
            return beginAgain(sent, message);
        }
        if (!answer.schema().isEmpty() && !staging.isEmpty()) {
            // The tables changed during the pull: its pages are of different kinds.
            voidStaging(state);
            return again(0, List.of());
        }
        try {
            List<String> additions = SchemaAdditions.of(schema(), answer.schema());
            PageToken next = answer.page().next();
            return next == null || endsClass(next)
                    ? flip(answer, additions)
                    : stage(answer, next, additions);
        } catch (Corrupt misfit) {
            return misfit.code() == ErrorCode.CORRUPT_FILE ? pullAgain(misfit) : fetchAgain(misfit);
        }
    }

    /** True if the page that goes on at {@code next} was the last of a class of tables. */
    private boolean endsClass(PageToken next) {
        PageToken asked = nextPage();
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
        return again(changes.size(), List.of());
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
        commits.acquire();
        try {
            visible = store.snapshot();
            differing = overlay.shadow().images();
        } finally {
            commits.release();
        }
        try (visible) {
            journal.checkpoint(state, visible, differing);
        }
    }

    /**
     * What is here does not fit what the server says: fetches everything anew, while what is here
     * stays visible.
     */
    private Progress fetchAgain(Corrupt misfit) {
        if (!state.hasRows()) {
            voidStaging(state);
            throw misfit;
        }
        voidStaging(state.refetching());
        String message = String.valueOf(misfit.getMessage());
        return again(0, List.of(new ReplicaEvent(Kind.REBUILT, 0, message)));
    }

    /** A page that waited cannot be read any more: the pull begins anew. */
    private Progress pullAgain(Corrupt damage) {
        voidStaging(state);
        String message = String.valueOf(damage.getMessage());
        return again(0, List.of(new ReplicaEvent(Kind.REBUILT, 0, message)));
    }

    private void voidStaging(ReplicaState next) {
        remembered = false;
        commits.acquire();
        try {
            staging.clear();
            state = next;
        } finally {
            commits.release();
        }
        journal.state(next);
    }

    /**
     * Registers anew, with the transactions after {@code lastTx}; those up to it are done. The
     * server's history is the same, only this client is another one.
     */
    private Progress beginAgain(long lastTx, String message) {
        Identity fresh = Identity.draw(options.environment().random());
        commits.acquire();
        try {
            List<PendingTransaction> rest = FreshStart.after(lastTx, outbox.pending());
            FreshStart start = FreshStart.with(rest, overlay.held(), state.shownTx());
            outbox.restart(fresh, 0, Chain.START, rest);
            turnTo(ReplicaState.unfetched(fresh, 0, Chain.START, start.shownTx()), start.held());
        } finally {
            commits.release();
        }
        return again(0, List.of(new ReplicaEvent(Kind.REREGISTERED, 0, message)));
    }

    /**
     * Goes on in the server's history, which is not the one that is known here: as the same client
     * if both mean the same transactions by the same numbers, else as another one.
     */
    private Progress rewind(Rewound rewound) {
        commits.acquire();
        try {
            Rewind rewind = new Rewind(outbox.marks(), rewound.lines());
            boolean parted = isParted(rewound);
            boolean kept = rewound.lastTx() >= outbox.forgotten();
            // Who is not known is given numbers from 1 on.
            boolean sameNumbers = rewound.known() || rewound.lastTx() == 0;
            return sameNumbers && kept && !parted
                    ? goBack(rewound, rewind)
                    : registerAnew(rewound.lastTx(), parted, rewind);
        } finally {
            commits.release();
        }
    }

    /** Whether the server means other transactions than this client. */
    private boolean isParted(Rewound rewound) {
        long lastTx = rewound.lastTx();
        boolean made = lastTx <= outbox.last();
        boolean kept = lastTx >= outbox.forgotten();
        return !made || (kept && outbox.chainAt(lastTx) != rewound.chain());
    }

    /**
     * Goes on from what the server has judged. A client that it does not know keeps its secret, so
     * that a server that does know it, restored from yet another state, finds it by that.
     */
    private Progress goBack(Rewound rewound, Rewind rewind) {
        Identity identity = outbox.identity();
        Identity who = rewound.known() ? identity : identity.unregistered();
        // What was judged but never heard of is still to be told, as far as the server can.
        long heard = Math.min(rewound.lastTx(), outbox.judged());
        long lastTx = Math.max(heard, Math.min(rewound.lastTx(), rewound.acknowledgedTx()));
        String message = "the server has transactions up to " + rewound.lastTx()
                + " of this client, which took those up to " + outbox.judged() + " for judged";
        Map<Long, Held> held = new TreeMap<>(overlay.held());
        held.keySet().removeIf(number -> number <= lastTx);
        outbox.rewind(who, lastTx, rewind, options.environment().clock().now());
        turnTo(state.backAt(who, lastTx, outbox.chainAt(lastTx)), held);
        Kind kind = rewound.known() ? Kind.REWOUND : Kind.REREGISTERED;
        return again(0, List.of(new ReplicaEvent(kind, 0, message)));
    }

    /** Registers anew in another history, with all that it may not have. */
    private Progress registerAnew(long lastTx, boolean parted, Rewind rewind) {
        Identity fresh = Identity.draw(options.environment().random());
        List<PendingTransaction> rest = parted ? outbox.pending() : outbox.after(lastTx);
        FreshStart start = FreshStart.with(rest, overlay.held(), state.shownTx());
        outbox.restart(fresh, rest, rewind);
        turnTo(ReplicaState.unfetched(fresh, 0, Chain.START, start.shownTx()), start.held());
        String message = "the server does not know this client";
        return again(0, List.of(new ReplicaEvent(Kind.REREGISTERED, 0, message)));
    }

    /** Stands elsewhere from now on. The rows stay as they are, the staged pages are void. */
    private void turnTo(ReplicaState next, Map<Long, Held> held) {
        wanted = WantedBases.NONE;
        journal.state(next);
        staging.clear();
        overlay.renumber(held, outbox.pending());
        state = next;
        show();
    }

    private void show() {
        Transaction transaction = store.begin();
        StatusTables.show(transaction, outbox.pending(), overlay.held());
        StatusTables.show(transaction, state);
        transaction.prepare().publish();
    }

    private static Progress again(int rowsReceived, List<ReplicaEvent> events) {
        return new Progress(Next.AGAIN, rowsReceived, 0, Judged.NONE, null, events);
    }

    private static Corrupt misfit(String what) {
        return new Corrupt(ErrorCode.MALFORMED_MESSAGE, 0, what);
    }
}
