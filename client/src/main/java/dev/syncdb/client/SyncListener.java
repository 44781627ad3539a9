package dev.syncdb.client;

import dev.syncdb.client.replica.Progress;
import dev.syncdb.client.replica.ReplicaEvent;

/**
 * Hears how a client's syncs go, on the thread that syncs. Must return soon, and must not sync,
 * throw or close the client.
 */
public interface SyncListener {
    /** A response was taken in: a page came, or all of a pull became visible. */
    default void progressed(Progress progress) {}

    /** A transaction was rejected or held, or something was damaged and is being put right. */
    default void happened(ReplicaEvent event) {}

    /** The client turned to something else, or a sync ended. */
    default void changed(SyncStatus status) {}
}
