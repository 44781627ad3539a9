package dev.syncdb.server;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has to be closed, in the opposite order of opening. Confined to its owner. */
final class Resources {
    private final Deque<Runnable> closers = new ArrayDeque<>();

    void add(Runnable closer) {
        closers.push(closer);
    }

    /** Closes everything, even where something fails; throws the first failure. */
    void close() {
        RuntimeException failure = close(null);
        if (failure != null) {
            throw failure;
        }
    }

    /** Closes everything because of {@code failure}, and returns that. */
    @Nullable
    RuntimeException close(@Nullable RuntimeException failure) {
        RuntimeException first = failure;
        while (!closers.isEmpty()) {
            try {
                closers.pop().run();
            } catch (RuntimeException refused) {
                if (first == null) {
                    first = refused;
                } else {
                    first.addSuppressed(refused);
                }
            }
        }
        return first;
    }
}
