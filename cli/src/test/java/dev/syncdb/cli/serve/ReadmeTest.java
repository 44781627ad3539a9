package dev.syncdb.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.syncdb.Database;
import dev.syncdb.DatabaseOptions;
import dev.syncdb.Rows;
import dev.syncdb.client.Acceptance;
import dev.syncdb.client.ClientOptions;
import dev.syncdb.client.SyncClient;
import dev.syncdb.client.transport.Credentials;
import dev.syncdb.journal.FileDisk;
import dev.syncdb.server.ServerOptions;
import dev.syncdb.server.Space;
import dev.syncdb.server.SyncServer;
import dev.syncdb.server.auth.Principal;
import dev.syncdb.server.auth.StaticTokens;
import dev.syncdb.server.http.SyncEndpoint;
import dev.syncdb.servlet.SyncServlet;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The two examples of the README, against each other. */
class ReadmeTest {
    @TempDir
    Path data;

    @TempDir
    Path folder;

    @Test
    void theServerAndThePhoneOfTheReadmeUnderstandEachOther() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(2);
        List<Long> heard = new ArrayList<>();
        StaticTokens tokens =
                new StaticTokens(Map.of("secret", new Principal("alice", Set.of("team-7"))));
        SyncServer server = SyncServer.open(ServerOptions.of(
                new FileDisk(data), DatabaseOptions.standard().environment(), executor, """
                CREATE TABLE tasks (
                  id INTEGER PRIMARY KEY,
                  title TEXT NOT NULL,
                  done BOOLEAN NOT NULL DEFAULT 0
                );
                """));
        Space team = server.space("team-7");
        team.execute("INSERT INTO tasks (title) VALUES (?)", "buy milk");
        team.observe(changes -> heard.add(changes.version()));
        SyncServlet servlet = new SyncServlet(new SyncEndpoint(server, tokens));
        try (HttpHost host = HttpHost.start("127.0.0.1", 0, servlet)) {
            String address = "http://127.0.0.1:" + host.port();
            try (SyncClient client = SyncClient.open(ClientOptions.of(
                    folder, address, "team-7", "alice", Credentials.of("secret")))) {
                Database db = client.database();
                client.sync();
                db.execute("UPDATE tasks SET done = 1 WHERE title = ?", "buy milk");
                String commit = client.commitToken();
                client.start();
                Acceptance accepted = client.serverAccepted(commit).get(30, SECONDS);
                assertTrue(accepted.isComplete());
                client.caughtUpTo(team.token()).get(30, SECONDS);
                assertTrue(client.sync(Duration.ofSeconds(30)).caughtUp());
                Rows refused = db.query("SELECT code, message FROM syncdb_rejected");
                assertTrue(refused.toList().isEmpty(), "nothing was refused");
            }
        }
        Value done = team.query("SELECT done FROM tasks").toList().get(0).at(0);
        assertEquals(Value.of(1), done, "the backend sees the phone's edit");
        assertTrue(!heard.isEmpty(), "and hears of it");
        server.close();
        executor.shutdown();
    }
}
