package dev.syncdb.server.space;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;

/**
 * Something that the owner loop is to do in one space. Passes through one turn; confined to the
 * loop once handed in.
 */
abstract class Work<T extends @Nullable Object> {
    private final String space;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private @Nullable RuntimeException failure;

    Work(String space) {
        this.space = space;
    }

    final String space() {
        return space;
    }

    /** Completes when the work is done and what it wrote is durable. */
    final CompletableFuture<T> result() {
        return result;
    }

    /** Prepares the commits that this work comes to. */
    abstract void judge(SpaceState state);

    /** What to tell the caller, now that the commits are published. */
    abstract T answer(SpaceState state);

    /** Judges, once the space has the tables it is to have; a failure is kept for the caller. */
    final void attempt(SpaceState state, ServedSchema schema) {
        try {
            state.bringTo(schema);
            judge(state);
        } catch (RuntimeException refused) {
            failure = refused;
        } catch (StackOverflowError deep) {
            failure = new Fault(ErrorCode.INTERNAL, "the work is too deeply nested", deep);
        }
    }

    /** Tells the caller how it went. */
    final void settle(SpaceState state) {
        if (failure != null) {
            result.completeExceptionally(failure);
            return;
        }
        try {
            result.complete(answer(state));
        } catch (RuntimeException refused) {
            result.completeExceptionally(refused);
        }
    }

    /** Tells the caller that nothing was done. */
    final void refuse(RuntimeException reason) {
        result.completeExceptionally(failure == null ? reason : failure);
    }
}
