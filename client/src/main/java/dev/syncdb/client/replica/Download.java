package dev.syncdb.client.replica;

import dev.syncdb.client.replica.ReplicaState.Stage;
import dev.syncdb.store.Snapshot;
import dev.syncdb.sync.pull.PageToken;
import dev.syncdb.sync.pull.PriorityClasses;
import dev.syncdb.sync.pull.Pull;

import org.jspecify.annotations.Nullable;

/** From where on a replica wants to hear. Confined to the syncing thread. */
record Download(Parts parts, Staging staging, ReplicaOptions options) {
    /** What to ask for next. */
    Pull next() {
        ReplicaState state = state();
        Dialect dialect = parts.overlay().dialect();
        return new Pull(
                state.pullCursor(),
                parts.outbox().marks().newest(),
                page(),
                options.pageBytesMax(),
                options.pageRowsMax(),
                // Where the page brings whole rows, nothing is lacking.
                state.isComplete() ? dialect.upgradedFrom() : Pull.WHOLE);
    }

    /** Where the next page begins; null for the first of an ordinary pull. */
    @Nullable
    PageToken page() {
        ReplicaState state = state();
        FirstSync firstSync = state.firstSync();
        if (!staging.isEmpty()) {
            return staging.next();
        }
        if (firstSync != null) {
            return firstSync.next();
        }
        // Where rows are visible already they are replaced all at once, not class by class.
        boolean isBare =
                !options.priorities().isEmpty() && state.stage() == Stage.NEW && hasNoRows();
        return isBare ? PageToken.beginning(PriorityClasses.of(options.priorities())) : null;
    }

    /** True if the server has told nothing yet that is here; quick. */
    private boolean hasNoRows() {
        try (Snapshot visible = parts.store().snapshot()) {
            Overlay overlay = parts.overlay();
            return visible.schema().script().isEmpty()
                    || (overlay.dialect().isDeclared() && overlay.shadow().isEmpty(visible));
        }
    }

    private ReplicaState state() {
        return parts.state().get();
    }
}
