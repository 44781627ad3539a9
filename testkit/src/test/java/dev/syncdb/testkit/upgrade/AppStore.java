package dev.syncdb.testkit.upgrade;

import dev.syncdb.Rows;
import dev.syncdb.client.replica.LocalOptions;
import dev.syncdb.client.replica.Progress;
import dev.syncdb.client.replica.Progress.Next;
import dev.syncdb.client.replica.Replica;
import dev.syncdb.client.replica.ReplicaOptions;
import dev.syncdb.clock.Environment;
import dev.syncdb.journal.Durability;
import dev.syncdb.migration.SchemaVersion;
import dev.syncdb.migration.SchemaVersions;
import dev.syncdb.server.ServerOptions;
import dev.syncdb.server.SyncServer;
import dev.syncdb.server.space.ServedSchema;
import dev.syncdb.sync.encoding.RequestCodec;
import dev.syncdb.sync.encoding.ResponseCodec;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.testkit.clock.FakeClock;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.clock.VirtualTime;
import dev.syncdb.testkit.disk.FakeDisk;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** An app whose versions are released one after the other, its server and its phones. */
final class AppStore implements AutoCloseable {
    private static final String SPACE = "space";
    private static final int REQUESTS_MAX = 100;

    private final VirtualTime time = new VirtualTime();
    private final SeededRandom random = new SeededRandom(11);
    private final List<SchemaVersion> versions = new ArrayList<>();
    private final FakeDisk disk = new FakeDisk().forgetForces();
    private final List<Phone> phones = new ArrayList<>();
    private SyncServer server;

    /** @param ups the script of each version; the way down is derived */
    AppStore(String... ups) {
        for (String up : ups) {
            release(up, null);
        }
    }

    /** One more version. */
    AppStore release(String up, String down) {
        int number = versions.size() + 1;
        versions.add(new SchemaVersion(number, "v", up, down));
        return this;
    }

    /** The first so many versions. */
    SchemaVersions upTo(int number) {
        return SchemaVersions.of(versions.subList(0, number));
    }

    /** Starts the server, or starts it anew, with the first so many versions. */
    AppStore serve(int newest) {
        return serve(1, newest);
    }

    AppStore serve(int oldest, int newest) {
        start(ServedSchema.forced(upTo(newest), oldest));
        return this;
    }

    /** Starts a server whose tables a script makes. */
    AppStore serve(String script) {
        start(ServedSchema.script(script));
        return this;
    }

    private void start(ServedSchema schema) {
        if (server != null) {
            server.close();
        }
        Environment environment = new Environment(new FakeClock(time), random.split());
        server = SyncServer.open(
                ServerOptions.of(disk, environment, Runnable::run, "").withSchema(schema));
    }

    /** A phone with the app of a version; 0 for one that declares none. */
    Phone phone(int version) {
        Phone phone = new Phone(new FakeDisk());
        phones.add(phone);
        return phone.open(version);
    }

    /** The rows of a query on the server. */
    String read(String query) {
        return text(server.space(SPACE).query(query));
    }

    /** What somebody beside the phones does. */
    void write(String sql) {
        server.space(SPACE).write(session -> session.execute(sql));
    }

    @Override
    public void close() {
        phones.forEach(Phone::close);
        if (server != null) {
            server.close();
        }
    }

    private static String text(Rows rows) {
        StringJoiner lines = new StringJoiner(" ");
        try (rows) {
            rows.toList().forEach(row -> lines.add(row.toString()));
        }
        return lines.toString();
    }

    /** One user's phone. */
    final class Phone {
        FakeDisk disk;
        Replica replica;

        /** The last request that was sent. */
        SyncRequest sent;

        Phone(FakeDisk disk) {
            this.disk = disk;
        }

        /** Opens the app of a version, after an update perhaps. */
        Phone open(int version) {
            close();
            LocalOptions local = new LocalOptions(
                    LocalOptions.PUSH_BYTES_MAX,
                    0,
                    LocalOptions.TRANSACTION_MILLIS_MAX,
                    LocalOptions.LOG_BYTES_MAX);
            replica = Replica.open(new ReplicaOptions(
                            disk,
                            new Environment(new FakeClock(time), random.split()),
                            Durability.FULL,
                            SPACE,
                            ReplicaOptions.PAGE_BYTES_MAX)
                    .withLocal(version == 0 ? local : local.withSchema(upTo(version))));
            return this;
        }

        void write(String... statements) {
            time.advanceTo(time.millis() + 1_000);
            replica.database().write(session -> {
                for (String statement : statements) {
                    session.execute(statement);
                }
                return null;
            });
        }

        String read(String query) {
            return text(replica.database().query(query));
        }

        Progress exchange() {
            sent = replica.request();
            byte[] answer = ResponseCodec.encode(
                    server.sync(SPACE, "somebody", RequestCodec.encode(sent)).join());
            return replica.receive(ResponseCodec.decode(answer));
        }

        /** Sends what there is to be sent; the answer gets lost. */
        void send() {
            sent = replica.request();
            server.sync(SPACE, "somebody", RequestCodec.encode(sent)).join();
        }

        /** Requests until both have all of each other. */
        Phone sync() {
            Next next = Next.AGAIN;
            for (int i = 0; next == Next.AGAIN; i++) {
                if (i == REQUESTS_MAX) {
                    throw new AssertionError("no end after " + i + " requests");
                }
                next = exchange().next();
            }
            if (next != Next.CAUGHT_UP) {
                throw new AssertionError("the server leaves something pending");
            }
            return this;
        }

        void close() {
            if (replica != null && !replica.isClosed()) {
                replica.close();
            }
        }
    }
}
