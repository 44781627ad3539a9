package dev.syncdb.testkit.exchange;

import dev.syncdb.Rows;
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
    record Exchange(int up, int down) {
        int bytes() {
            return up + down;
        }
    }

    private static final long MINUTE_MILLIS = 60_000;

    final Hub hub;
    final FakeDisk disk = new FakeDisk();
    private final int pageRowsMax;
    private final SeededRandom random;
    private final FakeClock clock;
    Replica replica;

    Handset(Hub hub, int seed, int pageRowsMax) {
        this.hub = hub;
        this.pageRowsMax = pageRowsMax;
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

    void write(String statement) {
        replica.database().execute(statement);
    }

    String read(String query) {
        return text(replica.database().query(query));
    }

    /** Syncs, a minute later, until nothing is left to say; returns each exchange. */
    List<Exchange> sync() {
        hub.time.advanceTo(hub.time.millis() + MINUTE_MILLIS);
        List<Exchange> exchanges = new ArrayList<>();
        Next next;
        do {
            byte[] request = RequestCodec.encode(replica.request());
            byte[] response = hub.handle(request);
            Progress progress = replica.receive(ResponseCodec.decode(response));
            exchanges.add(new Exchange(request.length, response.length));
            next = progress.next();
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
        return Replica.open(options());
    }

    private ReplicaOptions options() {
        Environment environment = new Environment(clock, random);
        return new ReplicaOptions(
                disk, environment, Durability.FULL, "somebody", 1 << 20, pageRowsMax, List.of());
    }
}
