package dev.syncdb.client;

import dev.syncdb.DatabaseOptions;
import dev.syncdb.ThreadScheduler;
import dev.syncdb.client.replica.ReplicaOptions;
import dev.syncdb.client.transport.Credentials;
import dev.syncdb.client.transport.HttpOptions;
import dev.syncdb.client.transport.HttpTransport;
import dev.syncdb.client.transport.Transport;
import dev.syncdb.clock.Environment;
import dev.syncdb.clock.Scheduler;
import dev.syncdb.journal.FileDisk;

import java.nio.file.Path;
import java.util.List;

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
        SyncPolicy policy) {
    /**
     * A phone with the usual limits: its data in a folder, the server over HTTP, a thread of its
     * own for the background loop.
     *
     * @param server base address, such as {@code https://example.com}
     * @param user whose data it is; a folder never changes hands
     */
    public static ClientOptions of(
            Path folder, String server, String space, String user, Credentials credentials) {
        Environment environment = DatabaseOptions.standard().environment();
        return new ClientOptions(
                ReplicaOptions.of(new FileDisk(folder), environment, space + "/" + user),
                new HttpTransport(server, space, HttpOptions.DEFAULT),
                credentials,
                new ThreadScheduler("syncdb-" + space),
                SyncPolicy.DEFAULT);
    }

    /**
     * The same, but a first sync shows tables as soon as it has all rows of their class, the most
     * urgent class first; tables that are not named come last.
     */
    public ClientOptions withPriorities(List<List<String>> classes) {
        ReplicaOptions prioritised = replica.withPriorities(classes);
        return new ClientOptions(prioritised, transport, credentials, scheduler, policy);
    }
}
