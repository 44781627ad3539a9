package dev.syncdb.store;

import org.jspecify.annotations.Nullable;

/**
 * What readers see: one immutable object, replaced as a whole by each commit. Equal only to itself.
 */
final class Published {
    private final View view;
    private final @Nullable LogView log;

    Published(View view, @Nullable LogView log) {
        this.view = view;
        this.log = log;
    }

    View view() {
        return view;
    }

    /** The change log, or null if the store keeps none. */
    @Nullable
    LogView log() {
        return log;
    }

    long version() {
        return view.version();
    }
}
