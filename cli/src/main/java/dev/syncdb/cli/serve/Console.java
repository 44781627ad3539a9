package dev.syncdb.cli.serve;

import dev.syncdb.cli.json.Json;
import dev.syncdb.cli.query.Statements;
import dev.syncdb.cli.terminal.Failure;
import dev.syncdb.cli.terminal.Terminal;
import dev.syncdb.error.SyncDbException;
import dev.syncdb.server.Space;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Reads statements of SQL, one a line, runs each as a write of the server's own code, and answers
 * with one JSON object a line. Confined to one thread.
 */
final class Console {
    private final Space space;
    private final Terminal terminal;

    Console(Space space, Terminal terminal) {
        this.space = space;
        this.terminal = terminal;
    }

    /** Runs until the input ends. */
    void run() throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank()) {
                terminal.out().println(Json.write(answer(line)));
            }
        }
    }

    private Map<String, Object> answer(String sql) {
        try {
            return space.write(session -> Statements.run(session, sql)).toJson();
        } catch (SyncDbException refused) {
            return Map.of("error", Failure.of(refused).toJson());
        }
    }
}
