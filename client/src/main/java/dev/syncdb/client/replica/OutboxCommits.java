package dev.syncdb.client.replica;

import dev.syncdb.Commits;
import dev.syncdb.change.Change;
import dev.syncdb.client.outbox.Draft;
import dev.syncdb.client.outbox.Outbox;
import dev.syncdb.client.outbox.PendingTransaction;
import dev.syncdb.error.Incorrect;
import dev.syncdb.store.Prepared;
import dev.syncdb.store.Savepoint;
import dev.syncdb.store.Snapshot;
import dev.syncdb.store.Store;
import dev.syncdb.store.Transaction;

import java.util.List;
import java.util.function.Function;

/**
 * The local commit: one record in the outbox, then everybody sees it. Lives as long as the replica.
 */
final class OutboxCommits implements Commits {
    private final Turn turn = new Turn();
    private final Store store;
    private final Outbox outbox;
    private final Overlay overlay;
    private final Parts parts;
    private volatile Runnable listener = () -> {};

    /** Commits for one replica. */
    OutboxCommits(Parts parts) {
        this.store = parts.store();
        this.outbox = parts.outbox();
        this.overlay = parts.overlay();
        this.parts = parts;
    }

    /** Who is called, within the turn, after each commit that the server is to hear of. */
    void tell(Runnable newListener) {
        listener = newListener;
    }

    /** The server is to hear of something that was committed. */
    void committed() {
        listener.run();
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
        openIfRefused(transaction, () -> {
            try (Snapshot before = store.snapshot()) {
                List<Change> operations = LocalOperations.of(transaction, before);
                if (operations.isEmpty()) {
                    transaction.prepare().publish();
                } else {
                    commit(transaction, before, operations, outbox::draft);
                }
            }
        });
    }

    /** Commits what does again what a rejected transaction did; that one goes with the commit. */
    void commitAgain(Transaction transaction, long id) {
        openIfRefused(transaction, () -> {
            try (Snapshot before = store.snapshot()) {
                transaction.requireUnique();
                List<Change> operations = LocalOperations.of(transaction, before);
                if (operations.isEmpty()) {
                    dismiss(transaction, id);
                } else {
                    StatusTables.dismiss(transaction, id);
                    commit(transaction, before, operations, next -> outbox.draftAgain(id, next));
                }
            }
        });
    }

    /** Commits that a rejected transaction is to be forgotten. */
    void dismiss(Transaction transaction, long id) {
        outbox.rejected(id);
        StatusTables.dismiss(transaction, id);
        write(transaction.prepare(), () -> outbox.dismiss(id)).publish();
    }

    /**
     * Writes the record of a prepared commit, which is to be published then. If it cannot be
     * written, the commit is undone.
     */
    Prepared write(Prepared prepared, Runnable record) {
        boolean written = false;
        try {
            record.run();
            written = true;
            return prepared;
        } finally {
            if (!written) {
                store.abandon();
            }
        }
    }

    private void commit(
            Transaction transaction,
            Snapshot before,
            List<Change> operations,
            Function<PendingTransaction, Draft> drafting) {
        Prepared prepared;
        synchronized (outbox) {
            Draft draft = drafting.apply(next(operations));
            StatusTables.add(transaction, draft.transaction());
            prepared = write(transaction.prepare(), () -> outbox.add(draft));
            overlay.shadow().keep(operations, before);
            overlay.bases().add(draft.transaction());
        }
        prepared.publish();
        committed();
    }

    private PendingTransaction next(List<Change> operations) {
        return new PendingTransaction(
                outbox.last() + 1,
                overlay.bases().of(operations, parts.cursor().get()),
                parts.environment().clock().now(),
                (int) parts.environment().random().nextLong(),
                operations);
    }

    /** Whoever is refused may go on from where the transaction stood. */
    private static void openIfRefused(Transaction transaction, Runnable commit) {
        Savepoint asWritten = transaction.savepoint();
        try {
            commit.run();
        } catch (Incorrect refused) {
            transaction.rollbackTo(asWritten);
            throw refused;
        }
    }
}
