package dev.syncdb.server;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.error.SyncDbException;
import dev.syncdb.server.run.Alarm;
import dev.syncdb.server.space.Spaces;
import dev.syncdb.server.space.Writing;
import dev.syncdb.store.Inconsistency;
import dev.syncdb.store.Store;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * One space, as the server's own code uses it. Writes run in the space's owner loop, one after the
 * other with the clients' pushes, and are durable when they return. May be called from any thread
 * and kept as long as the server.
 */
public final class Space {
    private final String id;
    private final Spaces spaces;
    private final Alarm alarm;

    Space(String id, Spaces spaces, Alarm alarm) {
        this.id = id;
        this.spaces = spaces;
        this.alarm = alarm;
    }

    public String id() {
        return id;
    }

    /**
     * As {@link #submit}, but waits. Fails with TRANSACTION inside another write or an observer.
     */
    public <T extends @Nullable Object> T write(Writing<T> writing) {
        spaces.requireOutside("a write that waits");
        return await(submit(writing));
    }

    /**
     * Hands in a write. It runs in the owner loop, on the newest state and serially, so it must be
     * quick and must not wait; what it throws undoes it.
     */
    public <T extends @Nullable Object> CompletableFuture<T> submit(Writing<T> writing) {
        return spaces.write(id, writing);
    }

    /**
     * Everything that is wrong in the space: empty when all is well. Holds up its shard for a pass
     * over all rows.
     */
    public List<Inconsistency> check() {
        return write(transaction -> store().check());
    }

    private Store store() {
        Store store = spaces.find(id);
        if (store == null) {
            throw new Fault(ErrorCode.INTERNAL, "space " + id + " has no tables");
        }
        return store;
    }

    private static <T extends @Nullable Object> T await(CompletableFuture<T> result) {
        try {
            return result.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof SyncDbException known) {
                throw known;
            }
            throw failure;
        }
    }
}
