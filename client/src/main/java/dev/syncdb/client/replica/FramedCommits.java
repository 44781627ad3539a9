package dev.syncdb.client.replica;

import dev.syncdb.Commits;
import dev.syncdb.store.Transaction;

import java.util.function.Consumer;

/**
 * The commit of one session whose transaction begins or ends otherwise than the app's own do. Used
 * once.
 */
final class FramedCommits implements Commits {
    private final OutboxCommits turns;
    private final Consumer<Transaction> beginning;
    private final Consumer<Transaction> end;

    /**
     * Commits in turn with all others.
     *
     * @param beginning what is done before the session's work
     * @param end prepares the transaction, makes it durable and publishes it
     */
    FramedCommits(OutboxCommits turns, Consumer<Transaction> beginning, Consumer<Transaction> end) {
        this.turns = turns;
        this.beginning = beginning;
        this.end = end;
    }

    @Override
    public void acquire() {
        turns.acquire();
    }

    @Override
    public void release() {
        turns.release();
    }

    @Override
    public void begun(Transaction transaction) {
        beginning.accept(transaction);
    }

    @Override
    public void enter() {
        turns.enter();
    }

    @Override
    public void leave() {
        turns.leave();
    }

    @Override
    public void commit(Transaction transaction) {
        turns.enter();
        try {
            end.accept(transaction);
        } finally {
            turns.leave();
        }
    }
}
