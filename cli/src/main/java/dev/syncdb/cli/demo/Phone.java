package dev.syncdb.cli.demo;

import dev.syncdb.DatabaseOptions;
import dev.syncdb.Session;
import dev.syncdb.ThreadScheduler;
import dev.syncdb.cli.query.Result;
import dev.syncdb.cli.query.Statements;
import dev.syncdb.client.ClientOptions;
import dev.syncdb.client.SyncClient;
import dev.syncdb.client.SyncPolicy;
import dev.syncdb.client.SyncResult;
import dev.syncdb.client.replica.ReplicaOptions;
import dev.syncdb.client.transport.Credentials;
import dev.syncdb.client.transport.HttpOptions;
import dev.syncdb.client.transport.HttpTransport;
import dev.syncdb.journal.Durability;
import dev.syncdb.journal.FileDisk;
import dev.syncdb.schema.Schema;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.nio.file.Path;

/**
 * A phone: a folder, a client, and a relay through which it reaches the server. Syncs when it is
 * told to and at no other time. Opened and closed as often as one likes; confined to one thread.
 */
final class Phone implements Copy, Closeable {
    /** The size of pages that an app gets without asking. */
    static final int PAGE_BYTES = ReplicaOptions.PAGE_BYTES_MAX;

    private final String name;
    private final Path folder;
    private final CountingProxy relay;
    private final String token;
    private @Nullable SyncClient client;

    Phone(String name, Path folder, CountingProxy relay, String token) {
        this.name = name;
        this.folder = folder;
        this.relay = relay;
        this.token = token;
    }

    @Override
    public String name() {
        return name;
    }

    CountingProxy relay() {
        return relay;
    }

    /** Opens its folder, having closed it if it was open. */
    void reopen(int pageBytesMax) {
        close();
        ReplicaOptions replica = new ReplicaOptions(
                new FileDisk(folder),
                DatabaseOptions.standard().environment(),
                Durability.FULL,
                Stage.SPACE + "/" + name,
                pageBytesMax);
        client = SyncClient.open(new ClientOptions(
                replica,
                new HttpTransport(
                        "http://127.0.0.1:" + relay.port(), Stage.SPACE, HttpOptions.DEFAULT),
                Credentials.of(token),
                new ThreadScheduler(name),
                SyncPolicy.DEFAULT));
    }

    /**
     * How many rows changed here, and how many transactions of its own the server took. Fails as
     * the sync failed.
     */
    long sync() {
        SyncResult result = client().sync().orThrow();
        return result.rows().changed() + result.own().accepted() + result.own().rejected();
    }

    /** The tables that it has, its own internal ones among them. */
    Schema schema() {
        return client().replica().database().schema();
    }

    @Override
    public Result run(String sql) {
        try (Session session = client().replica().database().session()) {
            return Statements.run(session, sql);
        }
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }

    private SyncClient client() {
        if (client == null) {
            throw new IllegalStateException(name + " is closed");
        }
        return client;
    }
}
