package dev.syncdb.client.replica;

import dev.syncdb.Database;
import dev.syncdb.change.Change;
import dev.syncdb.change.Cursor;
import dev.syncdb.change.Image;
import dev.syncdb.client.outbox.Identity;
import dev.syncdb.client.outbox.Outbox;
import dev.syncdb.client.outbox.Place;
import dev.syncdb.client.replica.Progress.Next;
import dev.syncdb.client.replica.ReplicaEvent.Kind;
import dev.syncdb.client.replica.ReplicaState.Stage;
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
import dev.syncdb.sync.message.PriorityClasses;
import dev.syncdb.sync.message.Pull;
import dev.syncdb.sync.message.Push;
import dev.syncdb.sync.message.Refusal;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.message.SyncResponse;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
    private volatile ReplicaState state;

    /** The newest transaction that the last request showed the server. */
    private long pushed;

    /** The request that has no response yet. */
    private @Nullable SyncRequest asked;

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
        this.commits = new OutboxCommits(
                store, outbox, overlay, options.environment(), () -> state.base());
        this.database = Database.over(store, commits, options.environment());
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
        return overlay.held();
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
        Push push = push();
        pushed = push.firstTx() - 1 + push.transactions().size();
        Identity identity = outbox.identity();
        Pull pull =
                new Pull(state.cursor(), nextPage(), options.pageBytesMax(), options.pageRowsMax());
        SyncRequest request = new SyncRequest(
                identity.client(),
                identity.secret(),
                SchemaAdditions.hash(schema(), staging.schema(), compiler),
                state.lastTx(),
                push,
                pull,
                remembered);
        asked = request;
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
        SyncRequest request = asked;
        asked = null;
        if (response instanceof Answer answer) {
            return receive(answer);
        }
        if (response instanceof News news) {
            return receive(news, request);
        }
        Refusal refusal = (Refusal) response;
        if (refusal.code() == ErrorCode.NOT_REMEMBERED && request != null && request.brief()) {
            return new Progress(Next.AGAIN, 0, 0, 0, 0, List.of());
        }
        return switch (refusal.code()) {
            case FORKED -> beginAgain(refusal.lastTx(), false, refusal.message());
            case REWOUND -> beginAgain(refusal.lastTx(), true, refusal.message());
            default -> throw Refusals.failure(refusal);
        };
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
        database.close();
        try {
            journal.close();
        } finally {
            outbox.close();
        }
    }

    private Push push() {
        if (!staging.isEmpty()) {
            return outbox.pushNothing(staging.lastTx());
        }
        return state.stage().isFirst()
                ? outbox.pushNothing(state.lastTx())
                : outbox.push(options.environment().clock().now());
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
        if (!outbox.identity().isRegistered()) {
            outbox.register(answer.client());
        }
        if (state.stage().isFirst() && answer.lastTx() > state.lastTx()) {
            String message = "somebody else has pushed under the number " + answer.client();
            return beginAgain(state.lastTx(), false, message);
        }
        if (answer.lastTx() > outbox.last()) {
            String message = "the server has transactions up to " + answer.lastTx()
                    + " of this client, which made " + outbox.last();
            return beginAgain(state.lastTx(), false, message);
        }
        if (!answer.schema().isEmpty() && !staging.isEmpty()) {
            // The tables changed during the pull: its pages are of different kinds.
            voidStaging(state);
            return new Progress(Next.AGAIN, 0, 0, 0, 0, List.of());
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
        return new Progress(Next.AGAIN, changes.size(), 0, 0, 0, List.of());
    }

    private Progress flip(Answer answer, List<String> additions) {
        ReplicaState before = state;
        int received = answer.page().changes().size();
        if (received == 0 && additions.isEmpty() && isWhereItWas(answer)) {
            return new Progress(next(before), 0, 0, 0, 0, List.of());
        }
        List<String> schema = new ArrayList<>(staging.schema());
        schema.addAll(additions);
        Flip.Result result;
        commits.acquire();
        try {
            long now = options.environment().clock().wallMillis();
            result = new Flip(before, answer, outbox, overlay)
                    .run(store, journal, journal.pages(staging), schema, now);
            state = result.state();
            staging.clear();
        } finally {
            commits.release();
        }
        tidy();
        return new Progress(
                state.isComplete() ? next(before) : Next.AGAIN,
                received,
                result.rowsChanged(),
                result.accepted(),
                result.differing(),
                result.events());
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
        boolean moved = state.lastTx() > before.lastTx() || !before.isComplete();
        return moved || outbox.last() > pushed ? Next.AGAIN : Next.WAIT;
    }

    /**
     * Removes from the files what they need no more. That can wait until the disk is in a better
     * mood.
     */
    private void tidy() {
        try {
            outbox.trim(state.lastTx());
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
        return again(new ReplicaEvent(Kind.REBUILT, 0, message));
    }

    /** A page that waited cannot be read any more: the pull begins anew. */
    private Progress pullAgain(Corrupt damage) {
        voidStaging(state);
        return again(new ReplicaEvent(Kind.REBUILT, 0, String.valueOf(damage.getMessage())));
    }

    private void voidStaging(ReplicaState next) {
        remembered = false;
        staging.clear();
        journal.state(next);
        commits.acquire();
        try {
            state = next;
        } finally {
            commits.release();
        }
    }

    /**
     * Registers anew. The transactions after {@code lastTx} are numbered again, from 1; those up to
     * it are done.
     *
     * @param rewound true if versions that this client has seen are not part of the server's
     *     history
     */
    private Progress beginAgain(long lastTx, boolean rewound, String message) {
        Identity fresh = Identity.draw(options.environment().random());
        commits.acquire();
        try {
            FreshStart start = FreshStart.after(lastTx, rewound, outbox.pending(), overlay.held());
            outbox.restart(fresh, 0, Chain.START, start.rest());
            overlay.renumber(start.held(), outbox.pending());
            state = ReplicaState.unfetched(fresh, 0, Chain.START);
            show();
        } finally {
            commits.release();
        }
        voidStaging(state);
        return again(new ReplicaEvent(Kind.REREGISTERED, 0, message));
    }

    private void show() {
        Transaction transaction = store.begin();
        StatusTables.show(transaction, outbox.pending(), overlay.held());
        StatusTables.show(transaction, state);
        transaction.prepare().publish();
    }

    private static Progress again(ReplicaEvent event) {
        return new Progress(Next.AGAIN, 0, 0, 0, 0, List.of(event));
    }

    private static Corrupt misfit(String what) {
        return new Corrupt(ErrorCode.MALFORMED_MESSAGE, 0, what);
    }
}
