package dev.syncdb.testkit.exchange;

import dev.syncdb.clock.Environment;
import dev.syncdb.server.ServerOptions;
import dev.syncdb.server.SyncServer;
import dev.syncdb.server.auth.Principal;
import dev.syncdb.server.auth.StaticTokens;
import dev.syncdb.server.http.HttpRequest;
import dev.syncdb.server.http.HttpResponse;
import dev.syncdb.server.http.SyncEndpoint;
import dev.syncdb.testkit.clock.FakeClock;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.clock.VirtualTime;
import dev.syncdb.testkit.disk.FakeDisk;

import java.util.Map;
import java.util.Set;

/** A server with one space, behind its endpoint. */
final class Hub implements AutoCloseable {
    static final String SCHEMA = """
            CREATE TABLE lists (id INTEGER PRIMARY KEY, name TEXT);
            CREATE TABLE items (
              id INTEGER PRIMARY KEY,
              list INTEGER REFERENCES lists ON DELETE CASCADE,
              title TEXT,
              done INTEGER)""";

    private static final String SPACE = "team";
    private static final String TOKEN = "token";
    private static final Map<String, String> HEADERS =
            Map.of("authorization", "Bearer " + TOKEN, "content-type", SyncEndpoint.CONTENT_TYPE);

    private static final int OK = 200;

    final VirtualTime time = new VirtualTime();

    /** Pages that were built. */
    int pages;

    private final FakeClock clock = new FakeClock(time);
    private final SeededRandom random = new SeededRandom(1);
    private final FakeDisk disk = new FakeDisk();
    private SyncServer server;
    private SyncEndpoint endpoint;

    Hub() {
        open();
    }

    /** The bytes of the response to a request. */
    byte[] handle(byte[] request) {
        HttpResponse response =
                endpoint.handle(new HttpRequest("POST", "/v0/spaces/team/sync", HEADERS, request));
        pages += response.status() == OK ? 1 : 0;
        return response.body();
    }

    void write(String... statements) {
        server.space(SPACE).write(session -> {
            for (String statement : statements) {
                session.execute(statement);
            }
            return null;
        });
    }

    String read(String query) {
        return Handset.text(server.space(SPACE).query(query));
    }

    void restart() {
        server.close();
        open();
    }

    @Override
    public void close() {
        server.close();
    }

    private void open() {
        Environment environment = new Environment(clock, random);
        server = SyncServer.open(ServerOptions.of(disk, environment, Runnable::run, SCHEMA));
        Principal somebody = new Principal("somebody", Set.of(SPACE));
        endpoint = new SyncEndpoint(server, new StaticTokens(Map.of(TOKEN, somebody)));
    }
}
