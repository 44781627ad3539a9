package dev.syncdb;

import dev.syncdb.change.ChangeSet;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Retryable;
import dev.syncdb.store.Prepared;
import dev.syncdb.store.Store;
import dev.syncdb.store.Transaction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/* Group commit.
 *
 * A writer prepares and appends within its turn and then gives the turn back, so that the next one
 * prepares on top of it while neither is durable. Of those who wait, one leads: it forces for all
 * who have appended by then, publishes what the force covered, in order, and hands the lead to the
 * first one that it did not cover. A single writer leads itself: one write and one force a commit.
 * Who leads first gives way to those whom the last force released, for they are about to append.
 *
 * The lock guards the writing side of the store: prepared commits and what the open transaction
 * touches. Who has the turn holds it for one step of its transaction at a time, never while the
 * application thinks; so publishing waits for a statement, but not for a transaction.
 *
 * If a force fails, the commits that it was to cover and all that were prepared on top of them are
 * lost, and those who wait for them are told. They are then taken out of the log, durably. Where
 * the disk refuses even that, nobody can say whether the next opening of the database will find
 * some of them, and the callers are told so: OUTCOME_UNKNOWN. Within this process they never become
 * visible in either case. The store drops them once no transaction stands on them: one that is open
 * then is refused when it wants to commit.
 */
/**
 * The commits of a plain database on their way: from within the turn to durable and published.
 * Lives as long as the database.
 */
final class CommitQueue {
    /** With more, eight and 32 writers share no more forces. */
    private static final int GATHER_YIELDS_MAX = 10;

    private final Store store;
    private final Backing backing;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicBoolean led = new AtomicBoolean();

    /** Appended and not published, in order. */
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    /** The store holds prepared commits that were lost. */
    private volatile boolean lost;

    private volatile @Nullable Thread publisher;

    /** How many wait, for who does not hold the lock. */
    private volatile int appended;

    /** How many were covered by the last force or appended while it ran. */
    private volatile int together;

    /** A commit that is not durable, or none, and its committer. Equal only to itself. */
    static final class Waiting {
        private final @Nullable Prepared prepared;
        private final long number;
        private final Thread committer = Thread.currentThread();
        private volatile boolean over;
        private @Nullable RuntimeException failure;

        Waiting(@Nullable Prepared prepared, long number) {
            this.prepared = prepared;
            this.number = number;
        }
    }

    CommitQueue(Store store, Backing backing) {
        this.store = store;
        this.backing = backing;
    }

    /** Begins a step of who has the turn. */
    void enter() {
        lock.lock();
    }

    /** Ends it. */
    void leave() {
        lock.unlock();
    }

    /**
     * Whether the calling thread is telling the store's listeners of a commit, without having the
     * turn.
     */
    boolean isPublishing() {
        return publisher == Thread.currentThread();
    }

    /** Drops what was lost; called by who has got the turn, before it begins. */
    void begin() {
        if (!lost) {
            // What is lost from here on is found out by add.
            return;
        }
        lock.lock();
        try {
            if (lost) {
                store.abandon();
                lost = false;
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes in a commit; called by who has the turn, within a step. Returns what to {@link #await},
     * null if the commit is published already. An Incorrect leaves the transaction open, any other
     * failure has undone it.
     */
    @Nullable
    Waiting add(Transaction transaction) {
        if (lost) {
            transaction.rollback();
            throw new Retryable(
                    ErrorCode.IO, "a commit that the transaction builds on was undone", 0);
        }
        Prepared prepared = transaction.prepare();
        return prepared.isEmpty() ? behindAll(prepared) : add(prepared);
    }

    /** Returns once the commit is durable and published; fails if it was lost. */
    void await(Waiting commit) {
        settle(commit);
        if (commit.failure != null) {
            throw commit.failure;
        }
    }

    /** Returns once no commit is on its way; called by who has the turn. */
    void drain() {
        Waiting mark = behindAll(null);
        if (mark != null) {
            settle(mark);
        }
    }

    /** Something that is over when all that waits now is; null if nothing waits. */
    private @Nullable Waiting behindAll(@Nullable Prepared prepared) {
        lock.lock();
        try {
            Waiting last = waiting.peekLast();
            return last == null ? null : enqueue(prepared, last.number);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Waiting add(Prepared prepared) {
        if (backing == Backing.NONE) {
            prepared.publish();
            return null;
        }
        boolean added = false;
        try {
            if (waiting.isEmpty()) {
                backing.ready();
            }
            long number = append(prepared.changes());
            added = true;
            if (backing.isForcedFirst()) {
                return enqueue(prepared, number);
            }
        } finally {
            if (!added) {
                undo();
            }
        }
        prepared.publish();
        return null;
    }

    private long append(ChangeSet changes) {
        // An interrupt would close the file under those who wait for their commits.
        boolean interrupted = Thread.interrupted();
        try {
            return backing.append(changes);
        } catch (Retryable refused) {
            // Nothing can be settled before it is clear what becomes of those who wait.
            unlocked(this::drain);
            throw isSettled(refused) ? refused : unknown(refused);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Waiting enqueue(@Nullable Prepared prepared, long number) {
        Waiting added = new Waiting(prepared, number);
        waiting.addLast(added);
        appended = waiting.size();
        return added;
    }

    /** Drops the newest prepared commit, once it has become clear what happens to the others. */
    private void undo() {
        unlocked(this::drain);
        store.abandon();
        lost = false;
    }

    private void unlocked(Runnable work) {
        lock.unlock();
        try {
            work.run();
        } finally {
            lock.lock();
        }
    }

    private void settle(Waiting commit) {
        boolean interrupted = false;
        while (!commit.over) {
            if (led.compareAndSet(false, true)) {
                lead(commit);
            } else {
                LockSupport.park(this);
                // A pending interrupt would make every park return at once.
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Forces once for everybody, unless {@code commit} was settled before the lead was taken. */
    private void lead(Waiting commit) {
        boolean needed = !commit.over;
        List<Waiting> settled = new ArrayList<>();
        Throwable failure = null;
        if (needed) {
            gather();
            failure = force();
        }
        lock.lock();
        try {
            if (needed) {
                publishForced(settled);
            }
            if (failure != null && !waiting.isEmpty()) {
                lose(failure, settled);
            }
        } finally {
            appended = waiting.size();
            together = settled.size() + appended;
            led.set(false);
            Waiting next = waiting.peekFirst();
            lock.unlock();
            if (next != null) {
                LockSupport.unpark(next.committer);
            }
            for (Waiting each : settled) {
                LockSupport.unpark(each.committer);
            }
        }
    }

    /**
     * Lets those who went along with the last force, and were woken just now, append once more:
     * otherwise the writers part into two groups that force in turn, twice as often.
     */
    @SuppressWarnings("ThreadPriorityCheck") // a hint: without it, only fewer share a force
    private void gather() {
        for (int i = 0; i < GATHER_YIELDS_MAX && appended < together; i++) {
            Thread.yield();
        }
    }

    /** Returns why it failed, or null. */
    private @Nullable Throwable force() {
        // An interrupt would close the file under those who wait for their commits.
        boolean interrupted = Thread.interrupted();
        try {
            backing.force();
            return null;
        } catch (RuntimeException | Error refused) {
            return refused;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void publishForced(List<Waiting> settled) {
        long forced = backing.forced();
        while (!waiting.isEmpty() && waiting.peekFirst().number <= forced) {
            Waiting durable = waiting.removeFirst();
            settled.add(durable);
            try {
                if (durable.prepared != null) {
                    publish(durable.prepared);
                }
            } catch (RuntimeException listeners) {
                durable.failure = listeners;
            } finally {
                durable.over = true;
            }
        }
    }

    private void publish(Prepared prepared) {
        publisher = Thread.currentThread();
        try {
            prepared.publish();
        } finally {
            publisher = null;
        }
    }

    private void lose(Throwable failure, List<Waiting> settled) {
        lost = true;
        boolean undone = isSettled(failure);
        while (!waiting.isEmpty()) {
            Waiting gone = waiting.removeFirst();
            gone.failure = undone
                    ? new Retryable(
                            ErrorCode.IO, "the commit was undone: " + failure.getMessage(), failure)
                    : unknown(failure);
            gone.over = true;
            settled.add(gone);
        }
    }

    private boolean isSettled(Throwable failure) {
        try {
            backing.settle();
            return true;
        } catch (RuntimeException alsoRefused) {
            failure.addSuppressed(alsoRefused);
            return false;
        }
    }

    private static Retryable unknown(Throwable failure) {
        return new Retryable(
                ErrorCode.OUTCOME_UNKNOWN,
                "the commit is undone, but may be found when the database is opened again: "
                        + failure.getMessage(),
                failure);
    }
}
