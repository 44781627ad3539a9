package dev.syncdb.client.replica;

import dev.syncdb.Commits;
import dev.syncdb.change.Change;
import dev.syncdb.client.outbox.Base;
import dev.syncdb.client.outbox.Outbox;
import dev.syncdb.client.outbox.PendingTransaction;
import dev.syncdb.clock.Environment;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.store.Prepared;
import dev.syncdb.store.Savepoint;
import dev.syncdb.store.Snapshot;
import dev.syncdb.store.Store;
import dev.syncdb.store.Transaction;

import java.util.List;
import java.util.function.Supplier;

/**
 * The local commit: one record in the outbox, then everybody sees it. Lives as long as the replica.
 */
final class OutboxCommits implements Commits {
    private final Turn turn;
    private final Store store;
    private final Outbox outbox;
    private final Overlay overlay;
    private final Environment environment;
    private final Supplier<Base> cursor;
    private volatile Runnable listener = () -> {};
    private boolean sealed;

    /**
     * Commits for one replica.
     *
     * @param cursor what a reader of the replica has seen of the server
     */
    OutboxCommits(
            Store store,
            Outbox outbox,
            Overlay overlay,
            ReplicaOptions options,
            Supplier<Base> cursor) {
        this.store = store;
        this.outbox = outbox;
        this.overlay = overlay;
        this.environment = options.environment();
        this.cursor = cursor;
        this.turn = new Turn(environment.clock(), options.transactionMillisMax(), store::rollback);
    }

    /** Who is called, within the turn, after each commit that the server is to hear of. */
    void tell(Runnable newListener) {
        listener = newListener;
    }

    /** Refuses every write from now on; called by who has the turn. */
    void seal() {
        sealed = true;
    }

    @Override
    public void acquire() {
        turn.acquire();
    }

    @Override
    public void release() {
        turn.release();
    }

    @Override
    public <T> T step(Supplier<T> work) {
        return turn.step(work);
    }

    @Override
    public void commit(Transaction transaction) {
        turn.step(() -> {
            commitInTime(transaction);
            return transaction;
        });
    }

    private void commitInTime(Transaction transaction) {
        try (Snapshot before = store.snapshot()) {
            Savepoint asWritten = transaction.savepoint();
            try {
                commit(transaction, before);
            } catch (Incorrect refused) {
                transaction.rollbackTo(asWritten);
                throw refused;
            }
        }
    }

    private void commit(Transaction transaction, Snapshot before) {
        if (sealed) {
            throw new Incorrect(ErrorCode.CLOSED, "the user is being logged out");
        }
        List<Change> operations = LocalOperations.of(transaction, before);
        if (operations.isEmpty()) {
            transaction.prepare().publish();
            return;
        }
        PendingTransaction pending = pending(operations);
        Runnable append = outbox.appending(pending);
        StatusTables.add(transaction, pending);
        Prepared prepared = transaction.prepare();
        boolean durable = false;
        try {
            append.run();
            durable = true;
        } finally {
            if (!durable) {
                store.abandon();
            }
        }
        overlay.shadow().keep(operations, before);
        overlay.bases().add(pending);
        prepared.publish();
        listener.run();
    }

    private PendingTransaction pending(List<Change> operations) {
        return new PendingTransaction(
                outbox.last() + 1,
                overlay.bases().of(operations, cursor.get()),
                environment.clock().now(),
                (int) environment.random().nextLong(),
                operations);
    }
}
