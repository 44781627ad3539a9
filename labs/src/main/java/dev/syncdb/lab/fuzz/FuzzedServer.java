package dev.syncdb.lab.fuzz;

import dev.syncdb.clock.Environment;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.server.ServerOptions;
import dev.syncdb.server.SyncServer;
import dev.syncdb.server.auth.Principal;
import dev.syncdb.server.auth.StaticTokens;
import dev.syncdb.server.http.HttpRequest;
import dev.syncdb.server.http.HttpResponse;
import dev.syncdb.server.http.SyncEndpoint;
import dev.syncdb.sync.encoding.ResponseCodec;
import dev.syncdb.testkit.clock.FakeClock;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.clock.VirtualTime;
import dev.syncdb.testkit.disk.FakeDisk;

import java.util.Map;
import java.util.Set;

/**
 * A running server that is sent requests under a valid token. It is made anew now and then, so that
 * what earlier requests left does not grow for ever.
 */
final class FuzzedServer {
    private static final String SCHEMA = """
            CREATE TABLE tasks (id INTEGER PRIMARY KEY, title TEXT NOT NULL, points INTEGER);
            CREATE TABLE notes (id INTEGER PRIMARY KEY, task REFERENCES tasks (id), body TEXT);
            """;

    static final String PATH = "/v0/spaces/s/sync";
    static final Map<String, String> HEADERS =
            Map.of("authorization", "Bearer t", "content-type", SyncEndpoint.CONTENT_TYPE);

    private static final int REQUESTS_MAX = 200;
    private static final int SERVER_ERROR = 500;
    private static SyncEndpoint endpoint = started();
    private static int requests;

    private FuzzedServer() {}

    static synchronized void receive(byte[] input) {
        if (++requests > REQUESTS_MAX) {
            requests = 0;
            endpoint = started();
        }
        HttpResponse response =
                endpoint.handle(new HttpRequest("POST", PATH, HEADERS, FuzzTarget.sealed(input)));
        ResponseCodec.decode(response.body());
        if (response.status() >= SERVER_ERROR) {
            throw new AssertionError("the server answers " + response.status());
        }
    }

    /** A server with two rows. */
    static SyncEndpoint started() {
        Environment environment =
                new Environment(new FakeClock(new VirtualTime()), new SeededRandom(1));
        SyncServer server =
                SyncServer.open(ServerOptions.of(new FakeDisk(), environment, Runnable::run, SCHEMA)
                        .withAlarm((what, failure) -> {
                            throw new Fault(ErrorCode.INTERNAL, "alarm: " + what, failure);
                        }));
        server.space("s").execute("INSERT INTO tasks VALUES (1, 'one', 1), (2, 'two', 2)");
        return new SyncEndpoint(
                server, new StaticTokens(Map.of("t", new Principal("user", Set.of("s")))));
    }
}
