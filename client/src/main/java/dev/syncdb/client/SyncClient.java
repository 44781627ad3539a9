package dev.syncdb.client;

import dev.syncdb.Database;
import dev.syncdb.client.replica.PendingWork;
import dev.syncdb.client.replica.Progress;
import dev.syncdb.client.replica.Replica;
import dev.syncdb.client.replica.UnsyncedWork;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.journal.Durability;
import dev.syncdb.sync.encoding.TokenText;
import dev.syncdb.sync.ledger.Conflicts;
import dev.syncdb.sync.message.Answer;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * A database on a phone that keeps in step with a server. Lives from opening to {@link #close} or
 * {@link #logout}; may be called from any thread, and then every call fails with CLOSED.
 *
 * <p>{@link #start} syncs in the background from then on: soon after local commits, from time to
 * time, and again after failures. {@link #sync()} syncs at once, also without that. What is written
 * while there is no network is sent when there is.
 *
 * <p>One sync is in progress at a time, whoever wants one. What is written meanwhile does not wait
 * for it, and reads never do.
 *
 * <p>Listeners hear, and futures complete, on {@link ClientOptions#events} unless something else is
 * said, never within a call of the app.
 */
public final class SyncClient implements AutoCloseable {
    private final ClientOptions options;
    private final Replica replica;
    private final Barriers barriers;
    private final SyncLoop loop;
    private final SyncRuns runs;
    private volatile boolean closing;

    private SyncClient(ClientOptions options, Replica replica) {
        this.options = options;
        this.replica = replica;
        long run = options.replica().environment().random().nextLong();
        this.barriers = new Barriers(replica, options.events(), run);
        this.loop = new SyncLoop(options, this::counts, this::syncAlone, replica.syncedMillis());
        this.runs =
                new SyncRuns(loop, this::cycle, () -> SyncCycle.late(replica), replica::isClosed);
        replica.onCommit(loop::hurry);
    }

    /**
     * Opens the data folder, or makes it. Does not talk to the server. Fails as
     * {@link Replica#open} does.
     */
    public static SyncClient open(ClientOptions options) {
        return new SyncClient(options, Replica.open(options.replica()));
    }

    /** The tables: the server's rows as of the last sync, with what was done here since. */
    public Database database() {
        return replica.database();
    }

    /**
     * The replica itself: what was wrong at opening, which transactions are held, what version it
     * has.
     */
    public Replica replica() {
        return replica;
    }

    /** What can be done about own work that the server refused, or has not been sent. */
    public PendingWork pendingWork() {
        return replica.pendingWork();
    }

    /** What can be done about edits that gave way to others, or others to them. */
    public Conflicts conflicts() {
        return replica.conflicts();
    }

    /** How the client stands. Never waits. */
    public SyncStatus status() {
        return loop.status();
    }

    /**
     * Tells {@code listener} how the client stands now and how that changes, until the returned
     * handle is closed.
     */
    public AutoCloseable listen(SyncListener listener) {
        return listen(work -> options.events().schedule(0, work), listener);
    }

    /**
     * As {@link #listen(SyncListener)}, on {@code executor}, such as that of a user interface. One
     * that runs the listener at once runs it where something happened, also within a commit: there
     * it can read, but its writes and syncs fail with TRANSACTION, and so does closing.
     */
    public AutoCloseable listen(Executor executor, SyncListener listener) {
        requireOpen();
        return loop.add(new Listening(listener, executor, options.events()));
    }

    /** Syncs in the background from now on, first at once. */
    public void start() {
        requireOpen();
        loop.start();
    }

    /** Begins no more syncs in the background. One that is in progress goes on. */
    public void stop() {
        loop.stop();
    }

    /**
     * The network is back, or another one is there: brings the next try in the background forward.
     * May be called as often as the platform says so; tries keep some seconds apart, and what the
     * server asked for is kept.
     */
    public void networkAvailable() {
        loop.networkAvailable();
    }

    /**
     * Syncs until client and server have all of each other, and says what that came to, whether it
     * succeeded or not. Where a sync is in progress, waits for it, and then for another, which all
     * who wait share. Tries even if the server had asked for time.
     *
     * <p>Fails with TRANSACTION inside a sync and inside a write transaction of this thread, and
     * with {@link dev.syncdb.error.Contended} if the thread is interrupted while it waits for
     * another sync.
     */
    public SyncResult sync() {
        requireOutside();
        return runs.run(Deadline.NONE);
    }

    /**
     * As {@link #sync()}, for as long as {@code deadline} at most. When that is over the result
     * says so, and what was reached is kept; it is no failure.
     *
     * <p>An exchange with the server gets the time that is left. Beyond it come, at most, finding
     * the server's address, the app's own {@code Credentials}, and the moment in which a pull
     * becomes visible.
     */
    public SyncResult sync(Duration deadline) {
        requireOutside();
        return runs.run(Deadline.in(deadline, options.replica().environment().clock()));
    }

    /**
     * Completes when everything that was committed here is durable, whatever the durability of
     * commits. Fails with Retryable IO if the disk refuses.
     */
    public CompletableFuture<@Nullable Void> localCommitted() {
        requireOpen();
        CompletableFuture<@Nullable Void> durable = new CompletableFuture<>();
        if (options.replica().durability() == Durability.FULL) {
            durable.complete(null);
            return durable;
        }
        options.events().schedule(0, () -> {
            try {
                replica.force();
                durable.complete(null);
            } catch (RuntimeException failure) {
                durable.completeExceptionally(failure);
            }
        });
        return durable;
    }

    /**
     * A token of the last commit here, for {@link #serverAccepted}. To a client that is opened
     * later it means all that was committed by then.
     */
    public String commitToken() {
        requireOpen();
        return barriers.commitToken();
    }

    /**
     * Completes when the server has judged what was committed here up to the token and the outcome
     * is durable and visible; what was rejected is part of the value. Waits for as long as there is
     * no network, and syncs nothing by itself. Fails with CLOSED when the client is closed.
     */
    public CompletableFuture<Acceptance> serverAccepted(String token) {
        return barriers.serverAccepted(token, null);
    }

    /** As {@link #serverAccepted(String)}; fails with Retryable DEADLINE when the time is over. */
    public CompletableFuture<Acceptance> serverAccepted(String token, Duration timeout) {
        return barriers.serverAccepted(token, timeout);
    }

    /**
     * A token of the server's state that is visible here, for {@link #caughtUpTo} of another
     * client. Once {@link #serverAccepted} is complete it covers what that was about.
     */
    public String token() {
        requireOpen();
        return TokenText.of(replica.cursor());
    }

    /**
     * Completes when the state of the space that the token names is visible here, or a later one.
     * The token comes from the server, after a write of the backend, or from {@link #token} of
     * another client of the space. Brings the next sync of a client that was started forward. Waits
     * for as long as there is no network. Fails with CLOSED when the client is closed, and with
     * {@link dev.syncdb.error.Contended} HISTORY_LOST if the server was restored and has lost that
     * state.
     */
    public CompletableFuture<@Nullable Void> caughtUpTo(String token) {
        return hurrying(barriers.caughtUpTo(token, null));
    }

    /** As {@link #caughtUpTo(String)}; fails with Retryable DEADLINE when the time is over. */
    public CompletableFuture<@Nullable Void> caughtUpTo(String token, Duration timeout) {
        return hurrying(barriers.caughtUpTo(token, timeout));
    }

    /**
     * Ends the user's stay: closes the client and leaves nothing in the folder. Fails with
     * {@link Incorrect} UNSYNCED if something is pending; then the client goes on, and
     * {@link #status} has the counts.
     */
    public void logout() {
        logout(UnsyncedWork.REFUSE);
    }

    /**
     * Ends the user's stay: closes the client and removes what came from the server from the
     * folder. What was rejected goes with that. If the disk refuses in the middle, the client is
     * closed all the same; open it and log out again.
     *
     * @param unsynced what is to become of work that the server has not judged. Kept, it waits in
     *     the folder until the same user opens that again; nobody else can
     * @throws Incorrect TRANSACTION inside a sync or a write transaction of this thread
     * @throws dev.syncdb.error.Contended BUSY if somebody else has been writing for too long; log
     *     out again then
     */
    public void logout(UnsyncedWork unsynced) {
        requireOutside();
        boolean ended = end("the user has logged out", () -> {
            if (!replica.erase(unsynced)) {
                SyncStatus.Standing standing = status().standing();
                throw new Incorrect(
                        ErrorCode.UNSYNCED,
                        replica.pending() + " transactions, of which " + standing.held()
                                + " are held, would be lost");
            }
        });
        if (!ended) {
            throw closed();
        }
    }

    /**
     * Ends the loop and closes the database. Waits for an exchange that is in progress, no longer
     * than its timeouts.
     *
     * @throws Incorrect TRANSACTION inside a sync or a write transaction of this thread, where it
     *     could only wait for itself; nothing has changed then
     * @throws dev.syncdb.error.Contended BUSY if somebody else has been writing for too long, or
     *     the thread is interrupted; then the loop is stopped, and the client can be closed again
     */
    @Override
    public void close() {
        requireOutside();
        closing = true;
        loop.stop();
        try {
            end("the client is closed", replica::close);
        } finally {
            closing = replica.isClosed();
        }
    }

    /** Does the work that ends the client; false if that was done before. */
    private boolean end(String reason, Runnable work) {
        try {
            return runs.exclusively(work);
        } finally {
            if (replica.isClosed()) {
                loop.close();
                barriers.close(reason);
            }
        }
    }

    private SyncLoop.Counts counts() {
        return new SyncLoop.Counts(
                replica.pending(),
                replica.held().size(),
                replica.rejected(),
                replica.isComplete(),
                replica.isBackfilling());
    }

    private void syncAlone() {
        runs.runAlone();
    }

    /** How many calls wait for a sync to end. */
    int waiting() {
        return runs.waiting();
    }

    private SyncResult cycle(Deadline deadline) {
        return new SyncCycle(replica, options, new Hearing(), deadline).run();
    }

    private CompletableFuture<@Nullable Void> hurrying(CompletableFuture<@Nullable Void> barrier) {
        if (!barrier.isDone()) {
            loop.hurry();
        }
        return barrier;
    }

    private void requireOpen() {
        if (replica.isClosed()) {
            throw closed();
        }
    }

    /** Who syncs or closes waits for writers and syncs, which must not be its own. */
    private void requireOutside() {
        runs.requireOutside();
        if (replica.isWriting()) {
            throw new Incorrect(
                    ErrorCode.TRANSACTION, "this thread is writing: end the transaction first");
        }
    }

    private static Incorrect closed() {
        return new Incorrect(ErrorCode.CLOSED, "the client is closed");
    }

    /** Whom a sync tells on its way. */
    private final class Hearing implements SyncCycle.Course {
        @Override
        public boolean goesOn() {
            return !closing;
        }

        @Override
        public void begins() {
            barriers.begin();
        }

        @Override
        public @Nullable Long askedLine() {
            return barriers.askedLine();
        }

        @Override
        public void answered(Answer answer) {
            barriers.answered(answer);
        }

        @Override
        public void heard(Progress progress, SyncProgress sum) {
            loop.progressed(sum, progress.events());
            barriers.heard(progress);
        }
    }
}
