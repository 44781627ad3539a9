package dev.syncdb.client;

import dev.syncdb.client.SyncStatus.Standing;
import dev.syncdb.client.replica.ReplicaOptions;
import dev.syncdb.client.transport.Credentials;
import dev.syncdb.clock.Environment;
import dev.syncdb.journal.Durability;
import dev.syncdb.journal.FileDisk;

import java.nio.file.Path;
import java.util.SplittableRandom;

/** A client in a folder, with a server, schedulers and a clock that a test drives. */
final class Client implements AutoCloseable {
    static final SyncPolicy POLICY = new SyncPolicy(30_000, 50, 1_000, 10_000);

    final ManualScheduler scheduler = new ManualScheduler();
    final ManualScheduler events = new ManualScheduler();
    final FakeServer server = new FakeServer();
    final Path folder;
    private final SplittableRandom random = new SplittableRandom(2);
    Durability durability = Durability.FULL;
    String owner = "space";
    SyncClient sync;

    Client(Path folder) {
        this.folder = folder;
        this.sync = opened();
    }

    SyncClient opened() {
        Environment environment = new Environment(scheduler.clock(), random::nextLong);
        return SyncClient.open(new ClientOptions(
                new ReplicaOptions(
                        new FileDisk(folder),
                        environment,
                        durability,
                        owner,
                        ReplicaOptions.PAGE_BYTES_MAX),
                server,
                Credentials.of("token"),
                scheduler,
                events,
                POLICY));
    }

    void reopen() {
        sync.close();
        sync = opened();
    }

    void insert(String id) {
        sync.database().execute("INSERT INTO t VALUES (?, 1)", id);
    }

    Standing standing() {
        return sync.status().standing();
    }

    /** What kind of status it has. */
    String kind() {
        return sync.status().getClass().getSimpleName();
    }

    @Override
    public void close() {
        sync.close();
    }
}
