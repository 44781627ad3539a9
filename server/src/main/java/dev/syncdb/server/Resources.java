package dev.syncdb.server;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has to be closed, in the opposite order of opening. Confined to its owner. */
final class Resources implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T resource) {
        open.push(resource);
        return resource;
    }

    /** Closes everything, even if something fails; throws the first failure. */
    @Override
    public void close() {
        @Nullable RuntimeException failure = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (RuntimeException refused) {
                failure = failure == null ? refused : failure;
            } catch (Exception unknown) {
                throw new Fault(ErrorCode.INTERNAL, "a resource cannot be closed", unknown);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
