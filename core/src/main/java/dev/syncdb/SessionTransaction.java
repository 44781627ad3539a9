package dev.syncdb;

import dev.syncdb.error.Contended;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.store.Reader;
import dev.syncdb.store.Snapshot;
import dev.syncdb.store.Store;
import dev.syncdb.store.Transaction;

import org.jspecify.annotations.Nullable;

import java.util.function.Function;

/**
 * Where a session stands between BEGIN and COMMIT, or outside of them. Lives as long as the
 * session.
 */
final class SessionTransaction implements AutoCloseable {
    private static final State AUTOCOMMIT = new Autocommit();

    private final Engine engine;
    private final Savepoints savepoints = new Savepoints();
    private State state = AUTOCOMMIT;
    private boolean foreignKeys = true;
    private boolean managed;
    private boolean closed;
    private long ended;

    private sealed interface State {}

    /** Each statement is a transaction of its own. */
    private record Autocommit() implements State {}

    /** In a transaction that has not written yet; {@code forever} if it never may. */
    private record Reading(Snapshot snapshot, boolean forever) implements State {}

    /** In a transaction that has the turn to write. */
    private record Writing(Transaction transaction) implements State {}

    SessionTransaction(Engine engine) {
        this.engine = engine;
    }

    boolean isClosed() {
        return closed || engine.isClosed();
    }

    boolean isOpen() {
        return !(state instanceof Autocommit);
    }

    /** How many transactions have ended: what reads in an open one is done when it changes. */
    long ended() {
        return ended;
    }

    boolean enforcesForeignKeys() {
        return foreignKeys;
    }

    /** Switches foreign keys on or off, also for a transaction that is open. */
    void enforceForeignKeys(boolean enforce) {
        foreignKeys = enforce;
        if (state instanceof Writing writing) {
            step(() -> writing.transaction().enforceForeignKeys(enforce));
        }
    }

    /** BEGIN; takes the turn to write if {@code writing}. */
    void begin(boolean writing) {
        if (isOpen()) {
            throw new Incorrect(ErrorCode.TRANSACTION, "a transaction is open already");
        }
        if (writing) {
            startWriting();
        } else {
            state = new Reading(store().snapshot(), false);
        }
    }

    /** Begins a transaction that no statement can end. */
    void beginManagedWriting() {
        startWriting();
        managed = true;
    }

    /** Begins a transaction that no statement can end, and in which every write is refused. */
    void beginManagedReading() {
        state = new Reading(store().snapshot(), true);
        managed = true;
    }

    void commit() {
        if (!(state instanceof Writing writing)) {
            rollback();
            return;
        }
        Commits commits = engine.commits();
        boolean entered = false;
        boolean over = true;
        try {
            commits.enter();
            entered = true;
            commits.commitAndRelease(writing.transaction());
        } catch (Incorrect refused) {
            over = false;
            throw refused;
        } finally {
            if (over) {
                leave();
            }
            if (!entered) {
                commits.release();
            }
        }
    }

    void rollback() {
        if (state instanceof Writing writing) {
            try {
                step(() -> takeBack(writing.transaction()));
            } catch (Contended over) {
                // Who looks after commits has undone a transaction that was open for too long.
                if (over.code() != ErrorCode.DEADLINE) {
                    throw over;
                }
            } finally {
                leave();
                engine.commits().release();
            }
        } else if (state instanceof Reading reading) {
            reading.snapshot().close();
            state = AUTOCOMMIT;
            ended++;
        }
    }

    /** SAVEPOINT, which outside of a transaction begins one. */
    void savepoint(String name) {
        boolean outermost = !isOpen();
        Transaction transaction = startWriting();
        step(() -> savepoints.add(name, transaction.savepoint(), outermost));
    }

    /** ROLLBACK TO. */
    void rollbackTo(String savepoint) {
        requireOpen();
        Transaction transaction = startWriting();
        step(() -> savepoints.rollbackTo(savepoint, transaction));
    }

    /** RELEASE, which is COMMIT for a savepoint that began the transaction. */
    void release(String savepoint) {
        requireOpen();
        if (savepoints.beganTransaction(savepoint)) {
            commit();
        } else {
            savepoints.release(savepoint);
        }
    }

    /** Fails unless COMMIT and ROLLBACK may end the transaction. */
    void requireEndable() {
        requireOpen();
        if (managed) {
            throw new Incorrect(
                    ErrorCode.TRANSACTION, "the transaction ends with the call that it is in");
        }
    }

    /** Does {@code work} on the state that the transaction reads, or else on the newest. */
    <T extends @Nullable Object> T reading(Function<Reader, T> work) {
        if (state instanceof Writing writing) {
            engine.commits().enter();
            try {
                return work.apply(writing.transaction());
            } finally {
                engine.commits().leave();
            }
        }
        if (state instanceof Reading reading) {
            return work.apply(reading.snapshot());
        }
        try (Snapshot snapshot = store().snapshot()) {
            return work.apply(snapshot);
        }
    }

    /** Does {@code work} in the open transaction, or in one of its own that is then committed. */
    <T> T writing(Function<Transaction, T> work) {
        Transaction transaction = beginStatement();
        boolean done = false;
        try {
            T result = work.apply(transaction);
            done = true;
            return result;
        } finally {
            endStatement(transaction, done);
        }
    }

    /**
     * Begins a statement that writes: in the open transaction, or in one of its own, which the
     * session does not count as open. To be followed by {@link #endStatement} in any case.
     */
    Transaction beginStatement() {
        if (isOpen()) {
            Transaction transaction = startWriting();
            engine.commits().enter();
            return transaction;
        }
        Store store = store();
        Commits commits = engine.commits();
        commits.acquire();
        boolean begun = false;
        commits.enter();
        try {
            Transaction transaction = begin(store, commits);
            begun = true;
            return transaction;
        } finally {
            if (!begun) {
                commits.leave();
                commits.release();
            }
        }
    }

    /** Ends it: commits a transaction of its own, or takes that back if not {@code done}. */
    void endStatement(Transaction transaction, boolean done) {
        Commits commits = engine.commits();
        if (isOpen() || transaction.isOver()) {
            commits.leave();
        } else if (done) {
            commit(transaction, commits);
        } else {
            try {
                transaction.rollback();
            } finally {
                commits.leave();
                commits.release();
            }
        }
    }

    /** Commits the transaction of one statement, which is undone if it is refused. */
    private static void commit(Transaction transaction, Commits commits) {
        try {
            commits.commitAndRelease(transaction);
        } catch (Incorrect refused) {
            commits.enter();
            try {
                takeBack(transaction);
            } finally {
                commits.leave();
                commits.release();
            }
            throw refused;
        }
    }

    /** Rolls back what is open. */
    @Override
    public void close() {
        if (!closed) {
            rollback();
            closed = true;
        }
    }

    /** The transaction; begins it, or takes the turn for one that only read so far. */
    private Transaction startWriting() {
        if (state instanceof Writing writing) {
            return writing.transaction();
        }
        State before = state;
        if (before instanceof Reading reading && reading.forever()) {
            throw new Incorrect(ErrorCode.TRANSACTION, "the transaction is for reading only");
        }
        Store store = store();
        engine.commits().acquire();
        boolean begun = false;
        try {
            engine.commits().enter();
            Transaction transaction;
            try {
                transaction = begin(store, before);
            } finally {
                engine.commits().leave();
            }
            state = new Writing(transaction);
            begun = true;
            return transaction;
        } finally {
            if (!begun) {
                engine.commits().release();
            } else if (before instanceof Reading reading) {
                reading.snapshot().close();
            }
        }
    }

    private Transaction begin(Store store, State before) {
        Transaction transaction = begin(store, engine.commits());
        // What it builds on need not be published.
        long base = transaction.version() - 1;
        if (before instanceof Reading reading && reading.snapshot().version() != base) {
            transaction.rollback();
            throw new Contended(
                    ErrorCode.CHANGED,
                    "the transaction read version " + reading.snapshot().version()
                            + " and cannot write on version " + base);
        }
        return transaction;
    }

    private Transaction begin(Store store, Commits commits) {
        Transaction transaction = store.begin();
        boolean begun = false;
        try {
            enforce(transaction);
            commits.begun(transaction);
            begun = true;
            return transaction;
        } finally {
            if (!begun) {
                transaction.rollback();
            }
        }
    }

    private void enforce(Transaction transaction) {
        if (!foreignKeys) {
            transaction.enforceForeignKeys(false);
        }
    }

    // Who commits may have undone it before it refused.
    private static void takeBack(Transaction transaction) {
        if (!transaction.isOver()) {
            transaction.rollback();
        }
    }

    private void leave() {
        state = AUTOCOMMIT;
        ended++;
        savepoints.clear();
    }

    private void step(Runnable work) {
        engine.commits().enter();
        try {
            work.run();
        } finally {
            engine.commits().leave();
        }
    }

    private Store store() {
        if (closed) {
            throw new Incorrect(ErrorCode.CLOSED, "the session is closed");
        }
        return engine.store();
    }

    private void requireOpen() {
        if (!isOpen()) {
            throw new Incorrect(ErrorCode.TRANSACTION, "no transaction is open");
        }
    }
}
