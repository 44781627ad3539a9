package dev.syncdb.testkit.exchange;

import dev.syncdb.Rows;
import dev.syncdb.client.replica.LocalOptions;
import dev.syncdb.client.replica.Progress;
import dev.syncdb.client.replica.Progress.Next;
import dev.syncdb.client.replica.Replica;
import dev.syncdb.client.replica.ReplicaOptions;
import dev.syncdb.clock.Environment;
import dev.syncdb.journal.Durability;
import dev.syncdb.sync.encoding.RequestCodec;
import dev.syncdb.sync.encoding.ResponseCodec;
import dev.syncdb.testkit.clock.FakeClock;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.disk.FakeDisk;

import java.util.ArrayList;
import java.util.List;

/** A replica that talks to a hub, and counts what it says and hears. */
final class Handset implements AutoCloseable {
    /** How many bytes one exchange took, both bodies with all their framing. */
    record Exchange(int up, int down) {}

    private static final long MINUTE_MILLIS = 60_000;
    private static final int PAGE_BYTES_MAX = 1 << 20;

    final Hub hub;
    FakeDisk disk = new FakeDisk();
    private final int pageRowsMax;
    private final List<List<String>> priorities;
    private final SeededRandom random;
    private final FakeClock clock;
    Replica replica;

    /** Changes of rows that came in pages. */
    int rowsReceived;

    Handset(Hub hub, int seed, int pageRowsMax) {
        this(hub, seed, pageRowsMax, List.of());
    }

    Handset(Hub hub, int seed, int pageRowsMax, List<List<String>> priorities) {
        this.hub = hub;
        this.pageRowsMax = pageRowsMax;
        this.priorities = priorities;
        this.random = new SeededRandom(seed);
        this.clock = new FakeClock(hub.time);
        this.replica = open();
    }

    /** One that has had its first sync, and heard that nothing is new. */
    static Handset synced(Hub hub, int seed, int pageRowsMax) {
        Handset handset = new Handset(hub, seed, pageRowsMax);
        handset.sync();
        handset.sync();
        return handset;
    }

    void reopen() {
        replica.close();
        replica = open();
    }

    /** The machine stopped at an operation of its disk, and starts again. */
    void restart(long seed) {
        disk = disk.afterCrash(seed);
        replica = open();
    }

    void write(String statement) {
        replica.database().execute(statement);
    }

    String read(String query) {
        return text(replica.database().query(query));
    }

    byte[] request() {
        return RequestCodec.encode(replica.request());
    }

    Next receive(byte[] response) {
        Progress progress = replica.receive(ResponseCodec.decode(response));
        rowsReceived += progress.rowsReceived();
        return progress.next();
    }

    /** One request and its answer. */
    Next exchange() {
        return receive(hub.handle(request()));
    }

    /** Syncs, a minute later, until nothing is left to say; returns each exchange. */
    List<Exchange> sync() {
        hub.time.advanceTo(hub.time.millis() + MINUTE_MILLIS);
        List<Exchange> exchanges = new ArrayList<>();
        Next next;
        do {
            byte[] request = request();
            byte[] response = hub.handle(request);
            next = receive(response);
            exchanges.add(new Exchange(request.length, response.length));
        } while (next == Next.AGAIN);
        return exchanges;
    }

    @Override
    public void close() {
        replica.close();
    }

    static String text(Rows rows) {
        List<String> lines = new ArrayList<>();
        rows.toList().forEach(row -> lines.add(row.toString()));
        return String.join(" ", lines);
    }

    private Replica open() {
        Environment environment = new Environment(clock, random);
        return Replica.open(new ReplicaOptions(
                disk,
                environment,
                Durability.FULL,
                "somebody",
                PAGE_BYTES_MAX,
                pageRowsMax,
                priorities,
                LocalOptions.DEFAULT));
    }
}
