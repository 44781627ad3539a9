package dev.syncdb.testkit.replica;

import dev.syncdb.Rows;
import dev.syncdb.client.replica.LocalOptions;
import dev.syncdb.client.replica.Progress;
import dev.syncdb.client.replica.Progress.Next;
import dev.syncdb.client.replica.Replica;
import dev.syncdb.client.replica.ReplicaOptions;
import dev.syncdb.clock.Environment;
import dev.syncdb.journal.Durability;
import dev.syncdb.merge.MergeRules;
import dev.syncdb.server.ServerOptions;
import dev.syncdb.server.SyncServer;
import dev.syncdb.server.space.Limits;
import dev.syncdb.sync.encoding.RequestCodec;
import dev.syncdb.sync.encoding.ResponseCodec;
import dev.syncdb.sync.message.SyncResponse;
import dev.syncdb.testkit.clock.FakeClock;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.clock.VirtualTime;
import dev.syncdb.testkit.disk.FakeDisk;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** A real server without faults, and phones that talk to it over nothing at all. */
final class Exchanges implements AutoCloseable {
    static final String SPACE = "space";

    private static final String SUBJECT = "somebody";
    private static final int REQUESTS_MAX = 100;

    final VirtualTime time = new VirtualTime();
    SyncServer server;

    /** What the server could tell nobody but its operator. */
    final List<String> alarms = new ArrayList<>();

    /** Of the server, as it is when that is next started. */
    FakeDisk disk = new FakeDisk();

    Limits limits = Limits.DEFAULT;
    private final SeededRandom random;
    private final String schema;
    private final MergeRules rules;

    Exchanges(long seed, String schema) {
        this(seed, schema, MergeRules.NONE);
    }

    /** @param rules the server's merge functions */
    Exchanges(long seed, String schema, MergeRules rules) {
        this.random = new SeededRandom(seed);
        this.schema = schema;
        this.rules = rules;
        this.server = start();
    }

    /** Closes the server and starts it again. */
    void restart() {
        server.close();
        server = start();
    }

    /** Starts the server after a crash of its machine. */
    void recover(FakeDisk after) {
        disk = after;
        server = start();
    }

    private SyncServer start() {
        Environment environment = new Environment(new FakeClock(time), random.split());
        return SyncServer.open(ServerOptions.of(disk, environment, Runnable::run, schema)
                .withRules(rules)
                .withLimits(limits)
                .withAlarm((what, failure) -> alarms.add(what + ": " + failure.getMessage())));
    }

    /** A phone on a disk. */
    Replica open(FakeDisk disk, int pushBytesMax, long squashMillisMax) {
        return open(disk, pushBytesMax, squashMillisMax, MergeRules.NONE);
    }

    /** A phone with merge functions. */
    Replica open(FakeDisk disk, int pushBytesMax, long squashMillisMax, MergeRules own) {
        return Replica.open(new ReplicaOptions(
                        disk,
                        new Environment(new FakeClock(time), random.split()),
                        Durability.FULL,
                        SPACE,
                        ReplicaOptions.PAGE_BYTES_MAX)
                .withLocal(new LocalOptions(
                                pushBytesMax,
                                squashMillisMax,
                                LocalOptions.TRANSACTION_MILLIS_MAX,
                                LocalOptions.LOG_BYTES_MAX)
                        .withRules(own)));
    }

    /** One request, and its answer. */
    Progress exchange(Replica replica) {
        return exchange(replica, () -> {});
    }

    /** The same, with something that happens on the phone while it waits for the answer. */
    Progress exchange(Replica replica, Runnable meanwhile) {
        byte[] request = RequestCodec.encode(replica.request());
        meanwhile.run();
        SyncResponse response = server.sync(SPACE, SUBJECT, request).join();
        return replica.receive(ResponseCodec.decode(ResponseCodec.encode(response)));
    }

    /** Requests until both have all of each other. */
    void sync(Replica replica) {
        Next next = Next.AGAIN;
        for (int i = 0; next == Next.AGAIN; i++) {
            if (i == REQUESTS_MAX) {
                throw new AssertionError("no end after " + i + " requests");
            }
            next = exchange(replica).next();
        }
        if (next != Next.CAUGHT_UP) {
            throw new AssertionError("the server leaves something pending");
        }
    }

    /** The rows of some queries, one a line. */
    static String show(Replica replica, String... queries) {
        StringJoiner lines = new StringJoiner("\n");
        for (String query : queries) {
            lines.add(query).add(text(replica.database().query(query)));
        }
        return lines.toString();
    }

    /** The same of the server. */
    String show(String... queries) {
        StringJoiner lines = new StringJoiner("\n");
        for (String query : queries) {
            lines.add(query).add(text(server.space(SPACE).query(query)));
        }
        return lines.toString();
    }

    @Override
    public void close() {
        server.close();
    }

    private static String text(Rows rows) {
        StringJoiner lines = new StringJoiner("\n");
        try (rows) {
            rows.toList().forEach(row -> lines.add(row.toString()));
        }
        return lines.toString();
    }
}
