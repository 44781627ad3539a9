package dev.syncdb.lab.chaos;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.syncdb.DatabaseOptions;
import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.error.SyncDbException;
import dev.syncdb.journal.FileDisk;
import dev.syncdb.server.ServerOptions;
import dev.syncdb.server.Space;
import dev.syncdb.server.SyncServer;
import dev.syncdb.server.auth.Principal;
import dev.syncdb.server.auth.StaticTokens;
import dev.syncdb.server.http.HttpRequest;
import dev.syncdb.server.http.HttpResponse;
import dev.syncdb.server.http.SyncEndpoint;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The process of the server: {@code FOLDER PORT RUN}. It also writes, as a backend does. */
final class ChaosServer {
    static final String SPACE = "chaos";

    private static final int BACKLOG = 64;
    private static final int THREADS = 8;
    private static final long PAUSE_MILLIS = 150;
    private static final int LATE_PERCENT = 10;

    private final SyncEndpoint endpoint;
    private final Space space;
    private volatile boolean settling;

    private ChaosServer(SyncServer server) {
        this.endpoint = new SyncEndpoint(server, new StaticTokens(principals()));
        this.space = server.space(SPACE);
    }

    public static void main(String[] arguments) throws IOException {
        ExecutorService loops = Executors.newFixedThreadPool(2);
        SyncServer server = SyncServer.open(ServerOptions.of(
                        new FileDisk(Path.of(arguments[0])),
                        DatabaseOptions.standard().environment(),
                        loops,
                        Chores.SCHEMA)
                .withAlarm((what, failure) -> Speech.say(Speech.BROKEN, what + ": " + failure)));
        ChaosServer process = new ChaosServer(server);
        process.space.observe(ChaosServer::published);
        process.listen(Integer.parseInt(arguments[1]));
        Speech.say(Speech.READY, arguments[1]);
        Thread writer = new Thread(() -> process.write(arguments[2]), "backend");
        writer.setDaemon(true);
        writer.start();
        process.obey();
    }

    /** The token of each phone is its name. */
    private static Map<String, Principal> principals() {
        Map<String, Principal> principals = new HashMap<>();
        for (int i = 1; i <= 50; i++) {
            principals.put("phone" + i, new Principal("phone" + i, Set.of(SPACE)));
        }
        return principals;
    }

    private static void published(ChangeSet changes) {
        for (Change change : changes.changes()) {
            if (change instanceof Change.Insert insert && insert.row().table().equals("words")) {
                Speech.say(Speech.PUBLISHED, insert.row().key().values().at(0).asText());
            }
        }
    }

    private void listen(int port) throws IOException {
        HttpServer http = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        http.createContext("/", this::handle);
        http.setExecutor(Executors.newFixedThreadPool(THREADS));
        http.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) ->
                        headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        byte[] body = exchange.getRequestBody().readAllBytes();
        HttpResponse response = endpoint.handle(new HttpRequest(
                exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(), headers, body));
        response.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(response.status(), response.body().length);
        exchange.getResponseBody().write(response.body());
        exchange.close();
    }

    private void write(String run) {
        Chores chores = new Chores("backend", run.hashCode());
        for (int i = 1; !settling; i++) {
            String word = "backend-" + run + "-" + i;
            try {
                space.write(session -> {
                    chores.write(session, word);
                    return word;
                });
                Speech.say(Speech.ACKNOWLEDGED, word);
                Thread.sleep(i % LATE_PERCENT == 0 ? 0 : PAUSE_MILLIS);
            } catch (SyncDbException refused) {
                Speech.say(Speech.BROKEN, "the backend cannot write: " + refused);
            } catch (InterruptedException interrupted) {
                return;
            }
        }
    }

    private void obey() throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals(Speech.SETTLE)) {
                settling = true;
                space.check().forEach(wrong -> Speech.say(Speech.BROKEN, "server: " + wrong));
                try (var session = space.database().session()) {
                    Chores.words(session).forEach(word -> Speech.say(Speech.WORD, word));
                    Speech.say(Speech.STATE, Chores.digest(session));
                }
            }
        }
        System.exit(0);
    }
}
