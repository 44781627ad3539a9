package dev.syncdb.cli.schema;

import dev.syncdb.Database;
import dev.syncdb.cli.json.Json;
import dev.syncdb.cli.terminal.Command;
import dev.syncdb.cli.terminal.Options;
import dev.syncdb.cli.terminal.Terminal;
import dev.syncdb.draft.Ambiguity;
import dev.syncdb.draft.Draft;
import dev.syncdb.draft.Note;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Schema;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code syncdb schema diff} and {@code syncdb schema check}. */
public final class SchemaCommand implements Command {
    private static final String DIFF = "diff";
    private static final String CHECK = "check";

    private static final Options.Names NAMES = new Options.Names(
            Set.of(AnswerOption.RENAMED, AnswerOption.DROPPED), Set.of("--json"), 3);

    @Override
    public String name() {
        return "schema";
    }

    @Override
    public String summary() {
        return "drafts migrations, and tells how well versions get along";
    }

    @Override
    public String usage() {
        return """
                usage: syncdb schema diff OLD NEW [--renamed T.A=B]... [--dropped T.A]... [--json]
                       syncdb schema check DIR [--json]
                  OLD, NEW         files with the statements that make the tables
                  --renamed T.A=B  column A of table T is called B now; --renamed T=U of a table
                  --dropped T.A    column A of table T is gone, whatever else came; so --dropped T
                  --json           one JSON object on one line
                Prints the SQL that turns a database of OLD into one of NEW. Where a rename and a
                drop look alike it prints both readings, and none of them runs: exit status 1.

                  DIR              a folder with V1__name.sql, V2__name.sql, ... and U2__name.sql,
                                   ..., the ways back
                Prints how well every two versions get along, and why. Exit status 1 if an app of
                one of them cannot write, or finds nothing where it needs something.
                """;
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) throws IOException {
        Options options = Options.parse(arguments, NAMES);
        List<String> operands = options.operands();
        if (operands.size() == 2 && operands.get(0).equals(CHECK)) {
            VersionCheck check = new VersionCheck(Path.of(operands.get(1)));
            check.print(terminal, options.json());
            return check.holds() ? HELD : FAILED;
        }
        if (operands.size() != 3 || !operands.get(0).equals(DIFF)) {
            throw Options.misuse("how is it called? `syncdb schema --help` tells");
        }
        Schema older = read(Path.of(operands.get(1)));
        Schema newer = read(Path.of(operands.get(2)));
        Draft draft = Draft.of(older, newer, AnswerOption.read(options));
        if (options.json()) {
            terminal.out().println(Json.write(json(draft)));
        } else {
            draft.notes().forEach(note -> terminal.out().println("-- " + text(note)));
            terminal.out().print(draft.script());
            draft.ambiguities().forEach(each -> tell(each, terminal.err()));
        }
        return draft.ambiguities().isEmpty() ? HELD : FAILED;
    }

    private static Schema read(Path file) throws IOException {
        String script = Files.readString(file);
        try (Database database = Database.inMemory()) {
            database.load(script);
            return database.schema();
        } catch (Incorrect refused) {
            throw new Incorrect(refused.code(), file + ": " + refused.getMessage());
        }
    }

    private static void tell(Ambiguity ambiguity, PrintStream err) {
        String table = ambiguity.column() == null ? "" : ambiguity.table() + ".";
        String went = ambiguity.column() == null ? ambiguity.table() : ambiguity.column();
        err.println(table + went + " went and " + table + ambiguity.came() + " came.");
        tell("If that is a rename", ambiguity.renamed(), err);
        tell("If they have nothing to do with each other", ambiguity.dropped(), err);
    }

    private static void tell(String condition, Ambiguity.Reading reading, PrintStream err) {
        err.println("  " + condition + ", say " + AnswerOption.of(reading.answer()));
        reading.statements().forEach(sql -> err.println("    " + sql + ";"));
    }

    private static String text(Note note) {
        String place = note.column() == null ? note.table() : note.table() + "." + note.column();
        // A note is one line, or what follows would be SQL.
        return (place + ": " + note.text()).replaceAll("\\p{Cntrl}", " ");
    }

    private static Map<String, Object> json(Draft draft) {
        List<Map<String, @Nullable Object>> ambiguous = new ArrayList<>();
        for (Ambiguity each : draft.ambiguities()) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("table", each.table());
            one.put("column", each.column());
            one.put("came", each.came());
            one.put("renamed", json(each.renamed()));
            one.put("dropped", json(each.dropped()));
            ambiguous.add(one);
        }
        List<Map<String, @Nullable Object>> notes = new ArrayList<>();
        for (Note each : draft.notes()) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("table", each.table());
            one.put("column", each.column());
            one.put("text", each.text());
            notes.add(one);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("statements", draft.statements());
        json.put("ambiguous", ambiguous);
        json.put("notes", notes);
        return json;
    }

    private static Map<String, Object> json(Ambiguity.Reading reading) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("option", AnswerOption.of(reading.answer()));
        json.put("statements", reading.statements());
        return json;
    }
}
