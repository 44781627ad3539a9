package dev.syncdb.client.replica;

import dev.syncdb.client.outbox.Outbox;
import dev.syncdb.clock.Environment;
import dev.syncdb.store.Store;

import java.util.function.Supplier;

/**
 * What local commits work on.
 *
 * @param state where the replica stands
 */
record Parts(
        Store store,
        Outbox outbox,
        Overlay overlay,
        Environment environment,
        Supplier<ReplicaState> state) {}
