package dev.syncdb.server.space;

import dev.syncdb.Commits;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.store.Transaction;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Lets SQL write a space only where its owner loop says so. What is committed joins the commits of
 * the loop's turn, and is durable and visible when the turn is.
 */
final class OwnerCommits implements Commits {
    private final Consumer<Transaction> prepare;
    private volatile @Nullable Thread owner;
    private boolean taken;

    /**
     * @param prepare adds a transaction to the turn; an Incorrect leaves it open, any other failure
     *     undoes it
     */
    OwnerCommits(Consumer<Transaction> prepare) {
        this.prepare = prepare;
    }

    /** Does {@code work}, in which the calling thread, the owner loop, may write. */
    <T> T allow(Supplier<T> work) {
        owner = Thread.currentThread();
        try {
            return work.get();
        } finally {
            owner = null;
        }
    }

    @Override
    public void acquire() {
        if (owner != Thread.currentThread()) {
            throw new Incorrect(
                    ErrorCode.TRANSACTION,
                    "a space is written in its owner loop: hand the work to Space.write");
        }
        if (taken) {
            throw new Incorrect(
                    ErrorCode.TRANSACTION, "another session of this write is writing already");
        }
        taken = true;
    }

    @Override
    public void release() {
        taken = false;
    }

    @Override
    public void commit(Transaction transaction) {
        prepare.accept(transaction);
    }
}
