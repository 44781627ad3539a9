package dev.syncdb.cli.sql;

import dev.syncdb.Database;
import dev.syncdb.Session;
import dev.syncdb.cli.json.Json;
import dev.syncdb.cli.query.Result;
import dev.syncdb.cli.query.Statements;
import dev.syncdb.cli.terminal.Command;
import dev.syncdb.cli.terminal.Options;
import dev.syncdb.cli.terminal.Terminal;
import dev.syncdb.cli.terminal.TextTable;
import dev.syncdb.journal.Damage;
import dev.syncdb.journal.FileDisk;
import dev.syncdb.sql.syntax.Script;
import dev.syncdb.store.Inconsistency;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** {@code syncdb sql}. */
public final class SqlCommand implements Command {
    private static final String CHECK = "--check";

    private static final Options.Names NAMES =
            new Options.Names(Set.of("-c"), Set.of(CHECK, "--json"), 1);

    @Override
    public String name() {
        return "sql";
    }

    @Override
    public String summary() {
        return "runs SQL on a dump, on a folder of data, or on nothing";
    }

    @Override
    public String usage() {
        return """
                usage: syncdb sql [FILE|FOLDER] [-c SQL] [--check] [--json]
                  FILE      a SQLite dump, loaded into memory; nothing is written back
                  FOLDER    a database, which is written
                  -c SQL    the statements; without, they are read from standard input
                  --check   looks for damaged files and for inconsistencies; exit status 1 if
                            there are any
                  --json    one JSON object on one line
                """;
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) throws IOException {
        Options options = Options.parse(arguments, NAMES);
        List<Damage> damage = options.has(CHECK) ? damage(options.operand()) : List.of();
        if (!damage.isEmpty()) {
            report(damage, options.json(), terminal);
            return FAILED;
        }
        try (Database database = open(options.operand())) {
            List<Result> results = new ArrayList<>();
            runAll(database, script(options, terminal), result -> {
                results.add(result);
                if (!options.json()) {
                    lines(result).forEach(terminal.out()::println);
                }
            });
            List<Inconsistency> wrong = options.has(CHECK) ? database.check() : List.of();
            if (options.json()) {
                terminal.out().println(Json.write(json(results, wrong)));
            } else if (options.has(CHECK)) {
                lines(wrong).forEach(terminal.out()::println);
            }
            return wrong.isEmpty() ? HELD : FAILED;
        }
    }

    /** What is wrong with the files of a folder; where something is, it is not opened. */
    private static List<Damage> damage(@Nullable String place) throws IOException {
        if (place == null || !Files.isDirectory(Path.of(place))) {
            return List.of();
        }
        Path folder = Path.of(place);
        requireDatabase(folder);
        return Database.inspect(new FileDisk(folder), null);
    }

    private static void report(List<Damage> damage, boolean json, Terminal terminal) {
        if (!json) {
            damage.forEach(each -> terminal.out()
                    .println(each.file() + " at byte " + each.offset() + ": " + each.what()));
            return;
        }
        List<Map<String, Object>> list = new ArrayList<>();
        for (Damage each : damage) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("file", each.file());
            one.put("offset", each.offset());
            one.put("what", each.what());
            list.add(one);
        }
        terminal.out().println(Json.write(Map.of("damage", list)));
    }

    private static Database open(@Nullable String place) throws IOException {
        if (place == null) {
            return Database.inMemory();
        }
        Path path = Path.of(place);
        if (Files.isDirectory(path)) {
            requireDatabase(path);
            return Database.open(path);
        }
        String dump = Files.readString(path);
        Database database = Database.inMemory();
        try {
            database.load(dump);
            return database;
        } catch (RuntimeException refused) {
            database.close();
            throw refused;
        }
    }

    // Opening makes a database where there is none, which a slip of the tongue shall not do.
    private static void requireDatabase(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            if (files.noneMatch(file -> file.getFileName().toString().startsWith("database"))) {
                throw Options.misuse("no database in folder " + folder);
            }
        }
    }

    private static String script(Options options, Terminal terminal) throws IOException {
        String given = options.find("-c");
        if (given != null) {
            return given;
        }
        return options.has(CHECK)
                ? ""
                : new String(terminal.in().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void runAll(Database database, String script, Consumer<Result> taker) {
        Script statements = Script.of(script);
        try (Session session = database.session()) {
            while (statements.hasNext()) {
                taker.accept(Statements.run(session, statements.next().text()));
            }
        }
    }

    private static Map<String, Object> json(List<Result> results, List<Inconsistency> wrong) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("results", results.stream().map(Result::toJson).toList());
        List<Map<String, Object>> list = new ArrayList<>();
        for (Inconsistency each : wrong) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("table", each.table());
            one.put("what", each.what());
            one.put("rule", each.rule());
            list.add(one);
        }
        json.put("inconsistencies", list);
        return json;
    }

    private static List<String> lines(Result result) {
        if (result.columns().isEmpty()) {
            return result.changed() == 0 ? List.of() : List.of(result.changed() + " rows changed");
        }
        TextTable table = new TextTable(result.columns());
        result.rows().forEach(row -> table.add(cells(row)));
        return table.lines();
    }

    private static List<String> lines(List<Inconsistency> wrong) {
        if (wrong.isEmpty()) {
            return List.of("no inconsistencies");
        }
        List<String> lines = new ArrayList<>();
        wrong.forEach(each -> lines.add(each.table() + ": " + each.what() + ": " + each.rule()));
        return lines;
    }

    private static List<String> cells(Row row) {
        List<String> cells = new ArrayList<>();
        for (Value cell : row.toArray()) {
            String text = cell.type() == ValueType.TEXT ? cell.asText() : cell.toSql();
            // A row is one line.
            cells.add(text.replaceAll("\\p{Cntrl}", " "));
        }
        return cells;
    }
}
