package dev.syncdb.client;

import dev.syncdb.Database;
import dev.syncdb.client.SyncStatus.State;
import dev.syncdb.client.replica.PendingWork;
import dev.syncdb.client.replica.Progress;
import dev.syncdb.client.replica.Replica;
import dev.syncdb.client.replica.ReplicaEvent;
import dev.syncdb.clock.Environment;
import dev.syncdb.error.Contended;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.error.Retryable;
import dev.syncdb.error.SyncDbException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A database on a phone that keeps in step with a server. Lives from opening to {@link #close}; may
 * be called from any thread.
 *
 * <p>{@link #start} syncs in the background from then on: soon after local commits, from time to
 * time, and again after failures. {@link #syncNow} syncs at once, also without that. What is
 * written while there is no network is sent when there is.
 */
public final class SyncClient implements AutoCloseable {
    private final ClientOptions options;
    private final Replica replica;
    private final SyncLoop loop;
    private final ReentrantLock syncing = new ReentrantLock();
    private final List<SyncListener> listeners = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<SyncResult>> waiting = new ArrayList<>();
    private volatile Moment moment;

    /** What the client is about; the rest of a status is the replica's. */
    private record Moment(
            State state,
            boolean heard,
            long syncedMillis,
            @Nullable RuntimeException error) {}

    private SyncClient(ClientOptions options, Replica replica) {
        this.options = options;
        this.replica = replica;
        this.moment = new Moment(State.IDLE, false, replica.syncedMillis(), null);
        Environment environment = options.replica().environment();
        RetryDelay retryDelay = new RetryDelay(environment.random(), options.policy());
        this.loop = new SyncLoop(options.scheduler(), options.policy(), retryDelay, () -> syncNow()
                .caughtUp());
        replica.onCommit(loop::committed);
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

    /** Tells {@code listener} how syncs go, until the returned handle is closed. */
    public AutoCloseable listen(SyncListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** How the client stands. */
    public SyncStatus status() {
        Moment now = moment;
        int pending = replica.pending();
        boolean caughtUp = now.heard() && now.error() == null && pending == 0;
        return new SyncStatus(
                now.state(),
                pending,
                replica.held().size(),
                caughtUp,
                now.syncedMillis(),
                now.error());
    }

    /** Syncs in the background from now on, first at once. */
    public void start() {
        requireOpen();
        loop.start();
    }

    /** Begins no more syncs in the background. */
    public void stop() {
        loop.stop();
    }

    /**
     * Syncs until client and server have all of each other, and returns what that came to. Waits
     * for a sync that is in progress, and then begins another.
     *
     * @throws Retryable if the server could not be reached or wants the client to wait: try again
     *     later
     * @throws SyncDbException of another kind if trying again would not help
     */
    public SyncResult syncNow() {
        if (syncing.isHeldByCurrentThread()) {
            throw new Incorrect(ErrorCode.TRANSACTION, "a listener cannot sync");
        }
        syncing.lock();
        try {
            requireOpen();
            turnTo(State.SYNCING, moment.error());
            SyncResult result = new SyncCycle(replica, options.transport(), options.credentials())
                    .run(this::report);
            long nowMillis = options.replica().environment().clock().wallMillis();
            moment = new Moment(State.IDLE, result.caughtUp(), nowMillis, null);
            tellChanged();
            if (result.caughtUp()) {
                takeWaiting().forEach(future -> future.complete(result));
            }
            return result;
        } catch (RuntimeException failure) {
            boolean passes = failure instanceof Retryable
                    || failure instanceof Contended
                    || !(failure instanceof SyncDbException);
            turnTo(passes ? State.RETRYING : State.REFUSED, failure);
            throw failure;
        } finally {
            syncing.unlock();
        }
    }

    /**
     * Completes when a sync has ended, after this call, with nothing pending: then the server has
     * judged all that was committed here before, and all that the server had is visible. Fails with
     * CLOSED if the client is closed first.
     */
    public CompletableFuture<SyncResult> caughtUp() {
        CompletableFuture<SyncResult> future = new CompletableFuture<>();
        synchronized (waiting) {
            requireOpen();
            waiting.add(future);
        }
        return future;
    }

    /**
     * Ends the loop and closes the database. Waits for an exchange that is in progress, no longer
     * than its timeouts.
     */
    @Override
    public void close() {
        loop.stop();
        syncing.lock();
        try {
            if (moment.state() != State.CLOSED) {
                turnTo(State.CLOSED, null);
                replica.close();
            }
        } finally {
            syncing.unlock();
        }
        takeWaiting().forEach(future -> future.completeExceptionally(closed()));
    }

    private void report(Progress progress) {
        for (SyncListener listener : listeners) {
            listener.progressed(progress);
            for (ReplicaEvent event : progress.events()) {
                listener.happened(event);
            }
        }
    }

    private void turnTo(State state, @Nullable RuntimeException error) {
        if (moment.state() != State.CLOSED) {
            moment = new Moment(state, moment.heard(), moment.syncedMillis(), error);
            tellChanged();
        }
    }

    private void tellChanged() {
        SyncStatus status = status();
        listeners.forEach(listener -> listener.changed(status));
    }

    private List<CompletableFuture<SyncResult>> takeWaiting() {
        synchronized (waiting) {
            List<CompletableFuture<SyncResult>> taken = new ArrayList<>(waiting);
            waiting.clear();
            return taken;
        }
    }

    private void requireOpen() {
        if (moment.state() == State.CLOSED) {
            throw closed();
        }
    }

    private static Incorrect closed() {
        return new Incorrect(ErrorCode.CLOSED, "the client is closed");
    }
}
