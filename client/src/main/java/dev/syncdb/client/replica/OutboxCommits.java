package dev.syncdb.client.replica;

import dev.syncdb.Commits;
import dev.syncdb.change.Change;
import dev.syncdb.client.outbox.Base;
import dev.syncdb.client.outbox.Draft;
import dev.syncdb.client.outbox.Outbox;
import dev.syncdb.client.outbox.PendingTransaction;
import dev.syncdb.client.outbox.Rewind;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.store.Prepared;
import dev.syncdb.store.Savepoint;
import dev.syncdb.store.Snapshot;
import dev.syncdb.store.Store;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.ledger.Resolving;

import java.util.List;
import java.util.function.Function;

/**
 * The local commit: one record in the outbox, then everybody sees it. Lives as long as the replica.
 */
final class OutboxCommits implements Commits {
    private final Turn turn;
    private final Store store;
    private final Outbox outbox;
    private final Overlay overlay;
    private final Parts parts;
    private volatile Runnable listener = () -> {};
    private boolean sealed;

    /** Commits for one replica. */
    OutboxCommits(Parts parts, long transactionMillisMax) {
        this.store = parts.store();
        this.outbox = parts.outbox();
        this.overlay = parts.overlay();
        this.parts = parts;
        this.turn = new Turn(parts.environment().clock(), transactionMillisMax, store::rollback);
    }

    /** Who is called, within the turn, after each commit that the server is to hear of. */
    void tell(Runnable newListener) {
        listener = newListener;
    }

    /** The server is to hear of something that was committed. */
    void committed() {
        listener.run();
    }

    /** Refuses every write from now on; called by who has the turn. */
    void seal() {
        sealed = true;
    }

    /** See {@link Turn#isWriting}. */
    boolean isWriting() {
        return turn.isWriting();
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
    public void enter() {
        turn.enter();
    }

    @Override
    public void leave() {
        turn.leave();
    }

    @Override
    public void commit(Transaction transaction) {
        openIfRefused(transaction, () -> {
            try (Snapshot before = store.snapshot()) {
                List<Change> operations = operations(transaction, before);
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
                List<Change> operations = operations(transaction, before);
                if (operations.isEmpty()) {
                    forget(transaction, id);
                } else {
                    StatusTables.dismiss(transaction, id);
                    commit(transaction, before, operations, next -> outbox.draftAgain(id, next));
                }
            }
        });
    }

    /** Commits that a rejected transaction is to be forgotten. */
    void dismiss(Transaction transaction, long id) {
        openIfRefused(transaction, () -> forget(transaction, id));
    }

    private void forget(Transaction transaction, long id) {
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

    /**
     * What the transaction did, with what it says of conflicts carried out. While everything is
     * fetched anew, the server does not vouch for the rows that are visible, and gives their
     * handles perhaps to other ones.
     */
    private List<Change> operations(Transaction transaction, Snapshot before) {
        Resolving.carryOut(transaction, transaction.changes());
        List<Change> operations = LocalOperations.of(transaction, before);
        return parts.state().get().hasRows() ? operations : Rewind.byKey(operations);
    }

    private PendingTransaction next(List<Change> operations) {
        ReplicaState seen = parts.state().get();
        FirstSync firstSync = seen.firstSync();
        if (seen.isComplete()) {
            outbox.seen(seen.cursor().cursor());
        } else if (firstSync != null) {
            outbox.seen(firstSync.next().head());
        }
        // While everything is fetched anew, some of what is visible may be of a history that the
        // server has lost: the marks say how much of it is not.
        Base base = seen.hasRows()
                ? seen.base(operations)
                : seen.base(operations).atMost(outbox.marks().newest().version());
        return new PendingTransaction(
                        outbox.last() + 1,
                        overlay.bases().of(operations, base),
                        parts.environment().clock().now(),
                        (int) parts.environment().random().nextLong(),
                        operations)
                .saidIn(overlay.dialect().version())
                .beside(!overlay.held().isEmpty());
    }

    /** Whoever is refused may go on from where the transaction stood. */
    private void openIfRefused(Transaction transaction, Runnable commit) {
        turn.step(() -> {
            if (sealed) {
                throw new Incorrect(ErrorCode.CLOSED, "the user is being logged out");
            }
            Savepoint asWritten = transaction.savepoint();
            try {
                commit.run();
            } catch (Incorrect refused) {
                transaction.rollbackTo(asWritten);
                throw refused;
            }
        });
    }
}
