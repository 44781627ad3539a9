package dev.syncdb.server.space;

import org.jspecify.annotations.Nullable;

/** A write of the server's own code. */
final class BackendWrite<T extends @Nullable Object> extends Work<T> {
    private final Writing<T> writing;
    private @Nullable T written;

    BackendWrite(String space, Writing<T> writing) {
        super(space);
        this.writing = writing;
    }

    @Override
    void judge(SpaceState state) {
        written = state.write(writing);
    }

    @Override
    @SuppressWarnings("NullAway") // what was written is null only where T is nullable
    T answer(SpaceState state) {
        return written;
    }
}
