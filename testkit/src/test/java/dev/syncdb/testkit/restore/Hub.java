package dev.syncdb.testkit.restore;

import dev.syncdb.clock.Environment;
import dev.syncdb.journal.Disk;
import dev.syncdb.server.ServerOptions;
import dev.syncdb.server.Space;
import dev.syncdb.server.SyncServer;
import dev.syncdb.sync.encoding.RequestCodec;
import dev.syncdb.sync.encoding.ResponseCodec;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.message.SyncResponse;
import dev.syncdb.testkit.clock.FakeClock;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.clock.VirtualTime;
import dev.syncdb.value.Row;

import java.util.List;

/** A real server on a disk that a test copies and puts back. */
final class Hub implements AutoCloseable {
    static final String SCHEMA = """
            CREATE TABLE words (word TEXT PRIMARY KEY NOT NULL);
            CREATE TABLE tasks (id INTEGER PRIMARY KEY, title TEXT);
            CREATE TABLE notes (id TEXT PRIMARY KEY NOT NULL, body TEXT);
            """;

    private final Environment environment;
    private Disk disk;
    private SyncServer server;

    Hub(Disk disk, VirtualTime time, SeededRandom random) {
        this.environment = new Environment(new FakeClock(time), random);
        this.disk = disk;
        this.server = open();
    }

    /** What the server says to a request, both as they travel. */
    SyncResponse exchange(SyncRequest request) {
        byte[] message = RequestCodec.encode(request);
        SyncResponse response = server.sync("team", "ann", message).join();
        return ResponseCodec.decode(ResponseCodec.encode(response));
    }

    Space space() {
        return server.space("team");
    }

    List<Row> rows(String query) {
        return space().query(query).toList();
    }

    /** Stops the server, and starts it on another disk. */
    void restartOn(Disk other) {
        server.close();
        disk = other;
        server = open();
    }

    void restart() {
        restartOn(disk);
    }

    @Override
    public void close() {
        server.close();
    }

    private SyncServer open() {
        return SyncServer.open(ServerOptions.of(disk, environment, Runnable::run, SCHEMA));
    }
}
