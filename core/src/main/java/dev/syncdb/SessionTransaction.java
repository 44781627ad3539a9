package dev.syncdb;

import dev.syncdb.error.Contended;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.store.Reader;
import dev.syncdb.store.Savepoint;
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
        boolean over = true;
        try {
            engine.commits().commitAndRelease(writing.transaction());
        } catch (Incorrect refused) {
            over = false;
            throw refused;
        } finally {
            if (over) {
                leave();
            }
        }
    }

    void rollback() {
        if (state instanceof Writing writing) {
            try {
                step(writing.transaction()::rollback);
            } catch (Incorrect refused) {
                // Who commits may have undone it before it refused.
                if (refused.code() != ErrorCode.TRANSACTION) {
                    throw refused;
                }
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
        Savepoint point = engine.commits().step(transaction::savepoint);
        savepoints.add(name, point, outermost);
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
            return engine.commits().step(() -> work.apply(writing.transaction()));
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
        if (isOpen()) {
            Transaction transaction = startWriting();
            return engine.commits().step(() -> work.apply(transaction));
        }
        boolean done = false;
        try {
            Transaction transaction = startWriting();
            T result = engine.commits().step(() -> work.apply(transaction));
            commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                rollback();
            }
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
            Transaction transaction = engine.commits().step(() -> begin(store, before));
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
        Transaction transaction = store.begin();
        // What it builds on need not be published.
        long base = transaction.version() - 1;
        if (before instanceof Reading reading && reading.snapshot().version() != base) {
            transaction.rollback();
            throw new Contended(
                    ErrorCode.CHANGED,
                    "the transaction read version " + reading.snapshot().version()
                            + " and cannot write on version " + base);
        }
        transaction.enforceForeignKeys(foreignKeys);
        return transaction;
    }

    private void leave() {
        state = AUTOCOMMIT;
        ended++;
        savepoints.clear();
    }

    private void step(Runnable work) {
        engine.commits().step(() -> {
            work.run();
            return state;
        });
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
