package dev.syncdb.client;

import dev.syncdb.client.replica.ReplicaOptions;
import dev.syncdb.client.transport.Credentials;
import dev.syncdb.client.transport.Transport;

/**
 * What a client is made of.
 *
 * @param replica the data folder, whose it is, and the ports to time and chance
 * @param transport to one space of one server
 * @param credentials of the user
 * @param scheduler runs the background loop; it stays the caller's
 * @param policy when that loop syncs
 */
public record ClientOptions(
        ReplicaOptions replica,
        Transport transport,
        Credentials credentials,
        Scheduler scheduler,
        SyncPolicy policy) {}
