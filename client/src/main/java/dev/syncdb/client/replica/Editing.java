package dev.syncdb.client.replica;

import dev.syncdb.change.Change;
import dev.syncdb.client.outbox.PendingTransaction;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.store.Savepoint;
import dev.syncdb.store.Snapshot;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.apply.Predict;
import dev.syncdb.sync.apply.StoreRows;
import dev.syncdb.sync.ledger.Resolving;

import org.jspecify.annotations.Nullable;

import java.util.List;

/* The session that edits sees the state in which the transaction was made, as far as it is known
 * now: the server's rows, what is pending before the transaction, and the transaction itself; not
 * what is pending behind it. At its commit the net changes since the transaction began are what it
 * does from now on. Then everything is put back and predicted anew, so that the edit is shown just
 * as it would be after reopening.
 */
/** The transaction of a session that edits one that was never sent. Used once. */
final class Editing implements AutoCloseable {
    private final Parts parts;
    private final Revision revision;
    private final long number;
    private @Nullable Snapshot visible;
    private @Nullable Begun begun;

    /** A session that has begun. */
    private record Begun(Savepoint start, Midpoint before) {}

    Editing(Parts parts, Revision revision, long number) {
        this.parts = parts;
        this.revision = revision;
        this.number = number;
    }

    void begin(Transaction transaction) {
        Dialect dialect = parts.overlay().dialect();
        PendingTransaction edited = dialect.shown(parts.outbox().unsent(number));
        List<PendingTransaction> pending = dialect.shown(parts.outbox().pending());
        Savepoint start = transaction.savepoint();
        parts.overlay().shadow().putBack(transaction);
        Replay.run(
                transaction, Revision.before(pending, number), parts.overlay().functions());
        Snapshot now = parts.store().snapshot();
        visible = now;
        begun = new Begun(start, new Midpoint(transaction, now));
        LocalOperations.expectAgain(transaction, edited.operations());
        Predict.redo(new StoreRows(transaction), edited.operations());
    }

    void commit(Transaction transaction) {
        Begun session = begun;
        if (session == null) {
            throw new Incorrect(ErrorCode.TRANSACTION, "the edit has not begun");
        }
        LocalOperations.requireRows(transaction);
        Resolving.carryOut(transaction, transaction.changes());
        transaction.requireUnique();
        transaction.requireForeignKeys();
        List<Change> operations = session.before().operations();
        transaction.rollbackTo(session.start());
        revision.run(transaction, number, operations);
    }

    @Override
    public void close() {
        if (visible != null) {
            visible.close();
        }
    }
}
