package dev.syncdb.store;

import dev.syncdb.change.ChangeSet;

/**
 * A checked commit whose versions lie above the published head, where only the next transactions
 * see them. Several may wait at once; they are published in order.
 */
public final class Prepared {
    public long version() {
        throw new UnsupportedOperationException();
    }

    /** What the commit did, with values from before it. */
    public ChangeSet changes() {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes the commit visible and tells the listeners. Every earlier prepared commit must have
     * been published.
     */
    public void publish() {
        throw new UnsupportedOperationException();
    }
}
