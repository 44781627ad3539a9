package dev.syncdb.client.replica;

import dev.syncdb.change.Change;
import dev.syncdb.client.outbox.Base;
import dev.syncdb.client.outbox.Outbox;
import dev.syncdb.client.outbox.PendingTransaction;
import dev.syncdb.clock.Environment;
import dev.syncdb.store.Prepared;
import dev.syncdb.store.Snapshot;
import dev.syncdb.store.Store;
import dev.syncdb.store.Transaction;

import java.util.List;
import java.util.function.Supplier;

/**
 * The local commit: one record in the outbox, then everybody sees it. Called under the writer's
 * turn. Lives as long as the replica.
 */
final class OutboxCommits {
    private final Store store;
    private final Outbox outbox;
    private final Overlay overlay;
    private final Environment environment;
    private final Supplier<Base> cursor;

    /**
     * Commits for one replica.
     *
     * @param cursor what a reader of the replica has seen of the server
     */
    OutboxCommits(
            Store store,
            Outbox outbox,
            Overlay overlay,
            Environment environment,
            Supplier<Base> cursor) {
        this.store = store;
        this.outbox = outbox;
        this.overlay = overlay;
        this.environment = environment;
        this.cursor = cursor;
    }

    /** Commits; returns whether there is something for the server. */
    boolean commit(Transaction transaction) {
        try (Snapshot before = store.snapshot()) {
            List<Change> operations = LocalOperations.of(transaction, before);
            if (operations.isEmpty()) {
                transaction.prepare().publish();
                return false;
            }
            PendingTransaction pending = pending(operations);
            StatusTables.add(transaction, pending);
            Prepared prepared = transaction.prepare();
            try {
                outbox.append(pending);
            } catch (RuntimeException failure) {
                store.abandon();
                throw failure;
            }
            overlay.shadow().keep(operations, before);
            overlay.bases().add(pending);
            prepared.publish();
            return true;
        }
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
