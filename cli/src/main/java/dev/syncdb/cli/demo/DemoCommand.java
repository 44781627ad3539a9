package dev.syncdb.cli.demo;

import dev.syncdb.cli.json.Json;
import dev.syncdb.cli.terminal.Command;
import dev.syncdb.cli.terminal.Failure;
import dev.syncdb.cli.terminal.Options;
import dev.syncdb.cli.terminal.Terminal;
import dev.syncdb.error.SyncDbException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** {@code syncdb demo}. */
public final class DemoCommand implements Command {
    /** More phones show nothing more, and each is a folder and a relay. */
    private static final int PHONES_MAX = 20;

    private static final int PHONES = 3;

    private static final Options.Names NAMES =
            new Options.Names(Set.of("--sql", "--phones"), Set.of("--json"), 0);

    private final Consumer<List<Phone>> beforeComparison;

    public DemoCommand() {
        this(phones -> {});
    }

    /**
     * For tests of the comparison itself.
     *
     * @param beforeComparison may spoil what the phones hold
     */
    DemoCommand(Consumer<List<Phone>> beforeComparison) {
        this.beforeComparison = beforeComparison;
    }

    @Override
    public String name() {
        return "demo";
    }

    @Override
    public String summary() {
        return "phones and a server sync, lose the network, crash, and end up equal";
    }

    @Override
    public String usage() {
        return """
                usage: syncdb demo [--sql FILE] [--phones N] [--json]
                  --sql FILE   a SQLite dump to work on; without it, data that every Java has
                  --phones N   how many phones, %d to %d; %d without
                  --json       one JSON object on one line; "replicas" counts the server too
                """.formatted(DemoStory.PHONES_MIN, PHONES_MAX, PHONES);
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) throws InterruptedException {
        boolean json = Options.wantJson(arguments);
        try {
            DemoReport report = play(Options.parse(arguments, NAMES), terminal);
            if (json) {
                terminal.out().println(Json.write(report.toJson()));
            } else {
                report.lines().forEach(terminal.out()::println);
            }
            return report.comparison().isEqual() ? HELD : FAILED;
        } catch (SyncDbException | IOException | UncheckedIOException failed) {
            Failure failure = Failure.of(failed);
            terminal.err().println("syncdb: " + failure.message());
            if (json) {
                Map<String, Object> object = new LinkedHashMap<>();
                object.put("equal", false);
                object.put("error", failure.toJson());
                terminal.out().println(Json.write(object));
            }
            return FAILED;
        }
    }

    private DemoReport play(Options options, Terminal terminal)
            throws IOException, InterruptedException {
        int phones = options.number("--phones", PHONES, DemoStory.PHONES_MIN, PHONES_MAX);
        StepLog log = new StepLog(terminal.err());
        String script = script(options.find("--sql"));
        log.say("a server of its own process, with the tables and rows of the script");
        try (Stage stage = Stage.open(script, phones)) {
            return new DemoStory(stage, log, beforeComparison).tell();
        }
    }

    private static String script(@Nullable String file) throws IOException {
        return file == null ? SampleScript.text() : Files.readString(Path.of(file));
    }
}
