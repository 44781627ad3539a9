package dev.syncdb.cli.serve;

import dev.syncdb.cli.json.Json;
import dev.syncdb.cli.terminal.Command;
import dev.syncdb.cli.terminal.Failure;
import dev.syncdb.cli.terminal.Options;
import dev.syncdb.cli.terminal.Terminal;
import dev.syncdb.server.run.Alarm;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code syncdb serve}. */
public final class ServeCommand implements Command {
    @Override
    public String name() {
        return "serve";
    }

    @Override
    public String summary() {
        return "the standalone server";
    }

    @Override
    public String usage() {
        return """
                usage: syncdb serve --data DIR --schema DIR|FILE [OPTION...]
                  --data DIR             where everything is kept; made if there is none
                  --schema DIR|FILE      V1__name.sql, V2__name.sql, ..., a version each, in a
                                         folder; or a script, which may have rows too
                  --port N               %d without; 0 for any that is free
                  --host HOST            %s without; others need more than fixed tokens
                  --token TOKEN=SUBJECT  who may sync, any number of times; without, one is drawn
                  --space NAME           the space that tokens cover; %s without
                  --console              runs statements of SQL from standard input, one a line,
                                         on the space; stops at the end of the input
                  --json                 says where it listens as a JSON object
                """.formatted(ServeSetting.PORT, ServeSetting.HOST, ServeSetting.SPACE);
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) throws IOException {
        Options options = ServeSetting.parse(arguments);
        ServeSetting given = ServeSetting.of(options);
        Optional<String> drawn =
                given.tokens().isEmpty() ? Optional.of(ServeSetting.drawToken()) : Optional.empty();
        ServeSetting setting = drawn.map(given::withToken).orElse(given);
        Alarm alarm = (what, failure) -> terminal.err()
                .println("syncdb: " + what + ": " + Failure.of(failure).message());
        try (RunningServer server = RunningServer.start(setting, alarm)) {
            Thread hook = new Thread(server::close, "stop");
            Runtime.getRuntime().addShutdownHook(hook);
            try {
                tell(server, drawn, options.json(), terminal);
                serve(server, options.has("--console"), terminal);
            } finally {
                removeHook(hook);
            }
        }
        return HELD;
    }

    private static void serve(RunningServer server, boolean console, Terminal terminal)
            throws IOException {
        if (console) {
            new Console(server.space(), terminal).run();
            return;
        }
        try {
            server.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tell(
            RunningServer server, Optional<String> drawn, boolean json, Terminal terminal) {
        if (!json) {
            drawn.ifPresent(token -> terminal.out().println("token " + token));
            terminal.out().println("listening on " + server.url());
            return;
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("listening", server.url());
        line.put("space", server.space().id());
        drawn.ifPresent(token -> line.put("token", token));
        terminal.out().println(Json.write(line));
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The process ends, and the hook is at work.
        }
    }
}
