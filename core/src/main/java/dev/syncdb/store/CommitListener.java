package dev.syncdb.store;

import dev.syncdb.change.ChangeSet;

/**
 * Hears of every published commit, in order, on the thread that published it. Must return quickly
 * and not throw.
 */
public interface CommitListener {
    void published(ChangeSet changes);
}
