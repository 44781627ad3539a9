package dev.syncdb.client;

import dev.syncdb.client.replica.ReplicaEvent;

/**
 * Hears how a client's syncs go: one call at a time, in the order in which things happened, on the
 * executor that it was registered with. May call the client. What it throws ends nothing but the
 * call.
 */
public interface SyncListener {
    /**
     * How the client stands now. Told once at the beginning and then of every change. Where several
     * changes of numbers wait, only the newest is told; a change to another kind of status is never
     * left out.
     */
    default void changed(SyncStatus status) {}

    /** A transaction was rejected or held, or something was damaged and is being put right. */
    default void happened(ReplicaEvent event) {}
}
