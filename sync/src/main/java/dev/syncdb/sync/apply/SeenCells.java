package dev.syncdb.sync.apply;

import dev.syncdb.delta.TextDelta;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

/** What the author of an edit saw in the cells of one row. Lives for that edit. */
interface SeenCells {
    /** Nobody can say any more what was there. */
    SeenCells UNKNOWN = new SeenCells() {
        @Override
        public @Nullable Value of(int column) {
            return null;
        }

        @Override
        public boolean isAnswered(int column) {
            return true;
        }
    };

    /** What was there, or null if that is not known; it is asked for in either case. */
    @Nullable
    Value of(int column);

    /** What has come into a text since, or null if nobody can say. */
    default @Nullable TextDelta unseen(int column) {
        return null;
    }

    /** A text as its author saw it, if that is known here; else it is asked for. */
    default @Nullable Value text(int column) {
        return of(column);
    }

    /** True if the client has said what it knows of that. */
    boolean isAnswered(int column);
}
