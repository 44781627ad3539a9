package dev.syncdb.server.space;

import dev.syncdb.store.Transaction;

import org.jspecify.annotations.Nullable;

/**
 * Work of the server's own code on one space. Runs in the owner loop, so it must be quick and must
 * not wait.
 */
public interface Writing<T extends @Nullable Object> {
    /**
     * Writes; what it returns goes to the caller once the writes are durable. Whatever it throws
     * undoes them.
     */
    T run(Transaction transaction);
}
