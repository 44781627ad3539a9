package dev.syncdb.store;

import dev.syncdb.change.ChangeSet;

/**
 * A checked commit whose versions lie above the published head, where only the next transactions
 * see them. Several may wait at once; they are published in order.
 *
 * <p>A transaction that changed nothing prepares too, but takes up no version: its change set is
 * empty and bears the version of the commit before it, and publishing it does nothing.
 */
public final class Prepared {
    private final Timeline timeline;
    private final Commit commit;

    Prepared(Timeline timeline, Commit commit) {
        this.timeline = timeline;
        this.commit = commit;
    }

    public long version() {
        return commit.version();
    }

    /** True if the transaction changed nothing. */
    public boolean isEmpty() {
        return commit.isEmpty();
    }

    /** What the commit did, with values from before it. */
    public ChangeSet changes() {
        return commit.changes();
    }

    /**
     * Makes the commit visible and tells the listeners. Every earlier prepared commit must have
     * been published.
     */
    public void publish() {
        timeline.publish(commit);
    }
}
