package dev.syncdb.lab.migrations;

import dev.syncdb.client.replica.Progress.Next;
import dev.syncdb.client.replica.Replica;
import dev.syncdb.client.replica.ReplicaOptions;
import dev.syncdb.clock.Environment;
import dev.syncdb.journal.Disk;
import dev.syncdb.migration.SchemaVersions;
import dev.syncdb.server.SyncServer;

/** How a phone is opened, and meets a server in the same process. Stateless. */
final class LivePhone {
    /** The space of which all phones are. */
    static final String SPACE = "space";

    private LivePhone() {}

    /** Opens the folder with an app of the newest of some versions. */
    static Replica open(Disk disk, Environment environment, SchemaVersions versions) {
        ReplicaOptions options = ReplicaOptions.of(disk, environment, "lab");
        return Replica.open(options.withLocal(options.local().withSchema(versions)));
    }

    /** Syncs until nothing is left to say. */
    static void sync(Replica replica, SyncServer server) {
        Next next = Next.AGAIN;
        while (next == Next.AGAIN) {
            next = replica.receive(server.sync(SPACE, "ann", replica.request()).join())
                    .next();
        }
    }
}
