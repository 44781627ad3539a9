package dev.syncdb.testkit.recorded;

import dev.syncdb.clock.Environment;
import dev.syncdb.server.ServerOptions;
import dev.syncdb.server.SyncServer;
import dev.syncdb.sync.encoding.ResponseCodec;
import dev.syncdb.testkit.clock.FakeClock;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.clock.VirtualTime;
import dev.syncdb.testkit.disk.FakeDisk;

/** A real server that does the same each time if it meets with the same. */
final class Hub implements AutoCloseable {
    private static final String SPACE = "team";
    private static final String SUBJECT = "somebody";
    private static final int SEED = 1;
    private static final String SCHEMA = """
            CREATE TABLE lists (id INTEGER PRIMARY KEY, name TEXT UNIQUE);
            CREATE TABLE items (
              id INTEGER PRIMARY KEY,
              list INTEGER REFERENCES lists,
              title TEXT,
              done INTEGER);
            CREATE TABLE samples (id INTEGER PRIMARY KEY, weight REAL, photo BLOB, label TEXT);
            """;

    final VirtualTime time = new VirtualTime();
    private final Environment environment =
            new Environment(new FakeClock(time), new SeededRandom(SEED));
    private FakeDisk disk = new FakeDisk();
    private FakeDisk copy = disk;
    private SyncServer server = open();

    void meet(Line.Event event) {
        String argument = event.argument();
        switch (event.kind()) {
            case WAIT -> time.advanceTo(time.millis() + Long.parseLong(argument));
            case BACKEND -> server.space(SPACE).execute(argument);
            case RESTART -> {
                server.close();
                server = open();
            }
            case COPY -> {
                server.close();
                copy = disk.copy();
                server = open();
            }
            case RESTORE -> {
                server.close();
                disk = copy.copy();
                server = open();
            }
        }
    }

    /** The bytes of the response to the bytes of a request. */
    byte[] answer(byte[] request) {
        return ResponseCodec.encode(server.sync(SPACE, SUBJECT, request).join());
    }

    /** The rows of a query. */
    String read(String query) {
        return server.space(SPACE).query(query).toList().toString();
    }

    @Override
    public void close() {
        server.close();
    }

    private SyncServer open() {
        return SyncServer.open(ServerOptions.of(disk, environment, Runnable::run, SCHEMA));
    }
}
