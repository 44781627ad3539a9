package dev.syncdb.sync.apply;

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

    /** True if the client has said what it knows of that. */
    boolean isAnswered(int column);
}
