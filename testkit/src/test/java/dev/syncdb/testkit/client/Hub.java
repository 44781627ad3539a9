package dev.syncdb.testkit.client;

import dev.syncdb.client.transport.Reply;
import dev.syncdb.client.transport.Transport;
import dev.syncdb.clock.Environment;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Retryable;
import dev.syncdb.server.ServerOptions;
import dev.syncdb.server.Space;
import dev.syncdb.server.SyncServer;
import dev.syncdb.sync.encoding.ResponseCodec;
import dev.syncdb.sync.message.SyncResponse;
import dev.syncdb.testkit.clock.FakeClock;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.clock.VirtualTime;
import dev.syncdb.testkit.disk.FakeDisk;
import dev.syncdb.value.Bytes;

import java.util.ArrayList;
import java.util.List;

/** A server in this thread, one space of it, and a network that does as it is told. */
final class Hub implements AutoCloseable {
    static final String SCHEMA = """
            CREATE TABLE notes (
              id TEXT PRIMARY KEY, body TEXT NOT NULL, size INTEGER CHECK (size < 9));
            CREATE TABLE counters (id TEXT PRIMARY KEY, n INTEGER NOT NULL);
            """;

    /** What the network does with one exchange. */
    interface Weather {
        /** Fails, or returns what arrives of the answer. */
        byte[] exchange(Exchange exchange);
    }

    /** Carries the request to the server and returns the answer. */
    interface Exchange {
        byte[] carry();
    }

    final VirtualTime time = new VirtualTime();
    private final SeededRandom random;

    /** It is never pulled out, so that nothing is lost by not forcing, which takes time. */
    private FakeDisk disk = new FakeDisk().forgetForces();

    private SyncServer server;
    Weather weather = Exchange::carry;
    int requests;
    String space = "team";

    Hub(long seed) {
        this.random = new SeededRandom(seed);
        this.server = opened();
    }

    static Retryable offline() {
        return new Retryable(ErrorCode.UNREACHABLE, "no network", 0);
    }

    Space space() {
        return server.space(space);
    }

    /** Stops the server and starts it again. */
    void restart() {
        server.close();
        server = opened();
    }

    /** What is on the server's disk, to be {@link #restore}d. */
    FakeDisk backup() {
        return disk.copy();
    }

    /** Stops the server and starts it again on what was on its disk before. */
    void restore(FakeDisk backup) {
        server.close();
        disk = backup.forgetForces();
        server = opened();
    }

    Transport transport(String user) {
        return (body, token, millisMax) -> {
            requests++;
            byte[] answer = weather.exchange(() -> {
                SyncResponse response = server.sync(space, user, body).join();
                return ResponseCodec.encode(response);
            });
            return Reply.of(Bytes.owned(answer), body.length);
        };
    }

    /** The rows of a query on the server. */
    List<String> read(String query) {
        List<String> rows = new ArrayList<>();
        space().query(query).toList().forEach(row -> rows.add(row.toString()));
        return rows;
    }

    @Override
    public void close() {
        server.close();
    }

    private SyncServer opened() {
        return SyncServer.open(ServerOptions.of(
                disk, new Environment(new FakeClock(time), random), Runnable::run, SCHEMA));
    }
}
