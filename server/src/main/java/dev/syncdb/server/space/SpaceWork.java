package dev.syncdb.server.space;

import dev.syncdb.Database;

import org.jspecify.annotations.Nullable;

import java.util.function.Function;

/** A write of the server's own code. */
final class SpaceWork<T> extends Work<T> {
    private final Function<Database, T> writing;
    private @Nullable T written;

    SpaceWork(String space, Function<Database, T> writing) {
        super(space);
        this.writing = writing;
    }

    @Override
    void judge(SpaceState state) {
        written = state.write(writing);
    }

    @Override
    @SuppressWarnings("NullAway") // what the caller's own code returned is the caller's own
    T answer(SpaceState state) {
        return written;
    }
}
