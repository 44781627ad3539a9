package dev.syncdb.client.replica;

import dev.syncdb.Commits;
import dev.syncdb.change.Change;
import dev.syncdb.client.outbox.Base;
import dev.syncdb.client.outbox.Outbox;
import dev.syncdb.client.outbox.PendingTransaction;
import dev.syncdb.client.outbox.Rewind;
import dev.syncdb.clock.Environment;
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
    private final Turn turn = new Turn();
    private final Store store;
    private final Outbox outbox;
    private final Overlay overlay;
    private final Environment environment;
    private final Supplier<ReplicaState> state;
    private volatile Runnable listener = () -> {};

    /**
     * Commits for one replica.
     *
     * @param state where the replica stands
     */
    OutboxCommits(
            Store store,
            Outbox outbox,
            Overlay overlay,
            Environment environment,
            Supplier<ReplicaState> state) {
        this.store = store;
        this.outbox = outbox;
        this.overlay = overlay;
        this.environment = environment;
        this.state = state;
    }

    /** Who is called, within the turn, after each commit that the server is to hear of. */
    void tell(Runnable newListener) {
        listener = newListener;
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
    public void commit(Transaction transaction) {
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
        ReplicaState seen = state.get();
        List<Change> operations = operations(transaction, before, seen);
        if (operations.isEmpty()) {
            transaction.prepare().publish();
            return;
        }
        PendingTransaction pending = pending(operations, seen);
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

    /**
     * What the transaction did. While everything is fetched anew, the server does not vouch for the
     * rows that are visible, and gives their handles perhaps to other ones.
     */
    private static List<Change> operations(
            Transaction transaction, Snapshot before, ReplicaState seen) {
        List<Change> operations = LocalOperations.of(transaction, before);
        return seen.isComplete() ? operations : Rewind.byKey(operations);
    }

    private PendingTransaction pending(List<Change> operations, ReplicaState seen) {
        if (seen.isComplete()) {
            outbox.seen(seen.cursor().cursor());
        }
        // What is visible while everything is fetched anew is not older than what was written on.
        Base base = seen.isComplete()
                ? seen.base()
                : new Base(outbox.marks().newest().version(), 0);
        return new PendingTransaction(
                outbox.last() + 1,
                overlay.bases().of(operations, base),
                environment.clock().now(),
                (int) environment.random().nextLong(),
                operations);
    }
}
