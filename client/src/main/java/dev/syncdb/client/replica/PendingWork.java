package dev.syncdb.client.replica;

import dev.syncdb.Database;
import dev.syncdb.Session;
import dev.syncdb.change.Change;
import dev.syncdb.client.outbox.RejectedTransaction;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.apply.Predict;
import dev.syncdb.sync.apply.StoreRows;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a user can do about own work that the server has not taken: the transactions in
 * {@code syncdb_outbox}, by number, as long as they were never sent, and those in
 * {@code syncdb_rejected}, by id. Each call is one commit, or leaves everything as it was.
 *
 * <p>Lives as long as its replica. May be called from any thread, but not by one that has a
 * transaction of the replica open.
 */
public final class PendingWork {
    private final Database database;
    private final Parts parts;
    private final OutboxCommits commits;
    private final Revision revision;

    PendingWork(Database database, Parts parts, OutboxCommits commits) {
        this.database = database;
        this.parts = parts;
        this.commits = commits;
        this.revision = new Revision(parts, commits);
    }

    /**
     * Takes a pending transaction back. It keeps its number and does nothing. What was pending
     * behind it stays, and is held where it no longer fits.
     *
     * @throws dev.syncdb.error.Incorrect ALREADY_SENT if it was sent, UNKNOWN_TRANSACTION if there
     *     is none of that number
     */
    public void discard(long number) {
        requireOpen();
        parts.outbox().unsent(number);
        write(
                transaction -> {},
                transaction -> revision.run(transaction, number, List.of()),
                session -> number);
    }

    /**
     * Changes what a pending transaction does. {@code work} sees the rows as that transaction left
     * them, without what is pending behind it, and goes on from there. Returns what {@code work}
     * returns.
     *
     * @throws dev.syncdb.error.Incorrect ALREADY_SENT if it was sent, UNKNOWN_TRANSACTION if there
     *     is none of that number, ROW_ABSENT or the constraint if it does not fit the server's rows
     *     any more
     */
    public <T> T edit(long number, Function<Session, T> work) {
        requireOpen();
        parts.outbox().unsent(number);
        try (Editing editing = new Editing(parts, revision, number)) {
            return write(editing::begin, editing::commit, work);
        }
    }

    /**
     * Does what a rejected transaction did once more, on the rows as they are now, as a new local
     * transaction. It is rejected no more.
     *
     * @throws dev.syncdb.error.Incorrect UNKNOWN_TRANSACTION if there is none of that id,
     *     ROW_ABSENT if a row that it changes is gone, or the constraint that it now breaks
     */
    public void resend(long id) {
        resend(id, session -> id);
    }

    /**
     * Does what a rejected transaction did once more and then, in the same local transaction,
     * {@code work}, which may put right what it was refused for. Constraints that more than one row
     * can break are checked at the end. Fails as {@link #resend(long)} does.
     */
    public <T> T resend(long id, Function<Session, T> work) {
        requireOpen();
        parts.outbox().rejected(id);
        return write(
                transaction -> redo(transaction, id),
                transaction -> commits.commitAgain(transaction, id),
                work);
    }

    /**
     * Forgets a rejected transaction.
     *
     * @throws dev.syncdb.error.Incorrect UNKNOWN_TRANSACTION if there is none of that id
     */
    public void dismiss(long id) {
        requireOpen();
        parts.outbox().rejected(id);
        write(transaction -> {}, transaction -> commits.dismiss(transaction, id), session -> id);
    }

    /**
     * How many local transactions did not have to be sent, since opening, because they were joined
     * to one that was made shortly before.
     */
    public long transactionsSquashed() {
        return parts.outbox().transactionsSquashed();
    }

    /** How many changes of rows did not have to be sent, since opening, because of that. */
    public long operationsSquashed() {
        return parts.outbox().operationsSquashed();
    }

    private void redo(Transaction transaction, long id) {
        RejectedTransaction rejected = parts.outbox().rejected(id);
        List<Change> operations =
                parts.overlay().dialect().shown(rejected.transaction()).operations();
        LocalOperations.expectAgain(transaction, operations);
        Predict.redo(new StoreRows(transaction), operations);
    }

    private <T> T write(
            Consumer<Transaction> beginning, Consumer<Transaction> end, Function<Session, T> work) {
        FramedCommits framed = new FramedCommits(commits, beginning, end);
        return Database.over(parts.store(), framed, parts.environment()).write(work);
    }

    /** Fails with CLOSED once the replica is. */
    private void requireOpen() {
        database.session().close();
    }
}
