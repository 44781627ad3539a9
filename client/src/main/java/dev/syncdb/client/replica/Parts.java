package dev.syncdb.client.replica;

import dev.syncdb.client.outbox.Base;
import dev.syncdb.client.outbox.Outbox;
import dev.syncdb.clock.Environment;
import dev.syncdb.store.Store;

import java.util.function.Supplier;

/**
 * What local commits work on.
 *
 * @param cursor what a reader of the replica has seen of the server
 */
record Parts(
        Store store,
        Outbox outbox,
        Overlay overlay,
        Environment environment,
        Supplier<Base> cursor) {}
