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
import dev.syncdb.merge.MergeRules;
import dev.syncdb.migration.SchemaVersions;

import java.nio.file.Path;
import java.util.List;

/**
 * What a client is made of.
 *
 * @param replica the data folder, whose it is, and the ports to time and chance
 * @param transport to one space of one server
 * @param credentials of the user
 * @param scheduler runs the background loop; it stays the caller's
 * @param events tells listeners and completes futures, also those whose time is over; another one
 *     than {@code scheduler}, so that nobody waits for a sync to end who need not
 * @param policy when the loop syncs
 */
public record ClientOptions(
        ReplicaOptions replica,
        Transport transport,
        Credentials credentials,
        Scheduler scheduler,
        Scheduler events,
        SyncPolicy policy) {
    /** One scheduler for everything. */
    public ClientOptions(
            ReplicaOptions replica,
            Transport transport,
            Credentials credentials,
            Scheduler scheduler,
            SyncPolicy policy) {
        this(replica, transport, credentials, scheduler, scheduler, policy);
    }

    /**
     * A phone with the usual limits: its data in a folder, the server over HTTP, threads of its own
     * for the background loop and for listeners.
     *
     * <p>A folder belongs to one user of one space of one server, and never changes hands: give
     * each user a folder, such as {@code data/alice}.
     *
     * @param server base address, such as {@code https://example.com}
     * @param user whose data it is
     */
    public static ClientOptions of(
            Path folder, String server, String space, String user, Credentials credentials) {
        Environment environment = DatabaseOptions.standard().environment();
        String address = server.endsWith("/") ? server : server + "/";
        String owner = address + space + "/" + user;
        return new ClientOptions(
                ReplicaOptions.of(new FileDisk(folder), environment, owner),
                new HttpTransport(server, space, HttpOptions.DEFAULT),
                credentials,
                new ThreadScheduler("syncdb-" + space),
                new ThreadScheduler("syncdb-events-" + space),
                SyncPolicy.DEFAULT);
    }

    /**
     * The same, but a first sync shows tables as soon as it has all rows of their class, the most
     * urgent class first; tables that are not named come last.
     */
    public ClientOptions withPriorities(List<List<String>> classes) {
        ReplicaOptions prioritised = replica.withPriorities(classes);
        return new ClientOptions(prioritised, transport, credentials, scheduler, events, policy);
    }

    /**
     * The same for an app that brings the versions of its schema, and speaks the newest one. Its
     * tables are there before it ever met a server, and what an older version of the app left is
     * brought to that version when the data folder is opened. The server serves the same versions.
     */
    public ClientOptions withSchema(SchemaVersions versions) {
        ReplicaOptions declared = replica.withLocal(replica.local().withSchema(versions));
        return new ClientOptions(declared, transport, credentials, scheduler, events, policy);
    }

    /**
     * The same with the merge functions of the app, which show what the server will probably say of
     * pending work; the server has its own.
     */
    public ClientOptions withRules(MergeRules rules) {
        ReplicaOptions ruled = replica.withLocal(replica.local().withRules(rules));
        return new ClientOptions(ruled, transport, credentials, scheduler, events, policy);
    }
}
