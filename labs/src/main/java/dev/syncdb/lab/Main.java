package dev.syncdb.lab;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.lab.chaos.ChaosCommand;
import dev.syncdb.lab.conflicts.ConflictsCommand;
import dev.syncdb.lab.engine.EngineCommand;
import dev.syncdb.lab.engine.Json;
import dev.syncdb.lab.exhaustive.ExhaustiveCommand;
import dev.syncdb.lab.fuzz.FuzzCommand;
import dev.syncdb.lab.laws.LawsCommand;
import dev.syncdb.lab.migrations.MigrationsCommand;
import dev.syncdb.lab.mutate.MutateCommand;
import dev.syncdb.lab.simulate.SimulateCommand;
import dev.syncdb.lab.stress.StressCommand;
import dev.syncdb.lab.text.TextCommand;

import org.jspecify.annotations.Nullable;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The `lab` command for makers of SyncDB. The first argument names what to do. With {@code --json}
 * anywhere, standard output is one line with one JSON object, whatever happens.
 */
public final class Main {
    /** The exit status of a call that cannot be understood, by a person. */
    static final int USAGE = 2;

    /** The exit status of what did not hold, and for a machine of all that failed. */
    static final int FAILED = 1;

    private static final String HELP = "usage: lab COMMAND [ARGUMENT...]\n  "
            + SimulateCommand.USAGE + "\n  " + EngineCommand.USAGE + "\n  " + StressCommand.USAGE
            + "\n  "
            + ChaosCommand.USAGE + "\n  " + FuzzCommand.USAGE + "\n  " + ConflictsCommand.USAGE
            + "\n  " + MutateCommand.USAGE
            + "\n  " + ExhaustiveCommand.USAGE
            + "\n  " + LawsCommand.USAGE
            + "\n  " + TextCommand.USAGE
            + "\n  " + MigrationsCommand.USAGE;

    private static final Map<String, Command> COMMANDS = Map.ofEntries(
            Map.entry("simulate", SimulateCommand::run),
            Map.entry("engine", EngineCommand::run),
            Map.entry("stress", StressCommand::run),
            Map.entry("chaos", ChaosCommand::run),
            Map.entry("fuzz", FuzzCommand::run),
            Map.entry("conflicts", ConflictsCommand::run),
            Map.entry("mutate", MutateCommand::run),
            Map.entry("exhaustive", ExhaustiveCommand::run),
            Map.entry("laws", LawsCommand::run),
            Map.entry("text", TextCommand::run),
            Map.entry("migrations", MigrationsCommand::run));

    private Main() {}

    /** One thing that can be done; what it throws is told by the caller. */
    interface Command {
        /** Does it; returns the exit status. */
        int run(List<String> arguments, PrintStream out, PrintStream errors);
    }

    /** Runs the command and leaves the virtual machine with its exit status. */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    static int run(String[] arguments, PrintStream out, PrintStream errors) {
        return run(COMMANDS, List.of(arguments), out, errors);
    }

    /** Runs one of these commands without leaving the virtual machine; nothing is ever thrown. */
    static int run(
            Map<String, Command> commands,
            List<String> words,
            PrintStream out,
            PrintStream errors) {
        if (!words.contains("--json")) {
            return attempt(commands, words, out, errors).status();
        }
        Line line = new Line(out);
        PrintStream json = new PrintStream(line, true, StandardCharsets.UTF_8);
        Outcome outcome = attempt(commands, words, json, errors);
        if (outcome.failure() == null) {
            return outcome.status();
        }
        if (!line.begun) {
            json.println(Json.of(outcome.failure()));
        }
        return FAILED;
    }

    private static Outcome attempt(
            Map<String, Command> commands,
            List<String> words,
            PrintStream out,
            PrintStream errors) {
        if (words.isEmpty()) {
            return misuse("which command?", errors);
        }
        String name = words.get(0);
        Command command = commands.get(name);
        if (command == null) {
            return misuse("unknown command: " + name, errors);
        }
        try {
            List<String> rest = words.subList(1, words.size());
            return new Outcome(command.run(rest, out, errors), null);
        } catch (IllegalArgumentException wrong) {
            return misuse(name + ": " + wrong.getMessage(), errors);
        } catch (RuntimeException | Error bug) {
            bug.printStackTrace(errors);
            return Outcome.failed(FAILED, ErrorCode.INTERNAL, name + ": " + bug);
        }
    }

    private static Outcome misuse(String message, PrintStream errors) {
        errors.println("lab: " + message);
        errors.println(HELP);
        return Outcome.failed(USAGE, ErrorCode.CONFIGURATION, message);
    }

    /**
     * How a run ended.
     *
     * @param failure what a machine is told, or null if the command said what there is to say
     */
    private record Outcome(int status, @Nullable Map<String, Object> failure) {
        static Outcome failed(int status, ErrorCode code, String message) {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("code", code.name());
            error.put("message", message);
            return new Outcome(status, Map.of("error", error));
        }
    }

    /** Knows whether anything was said: what failed behind its line must not say a second one. */
    private static final class Line extends FilterOutputStream {
        private boolean begun;

        Line(OutputStream target) {
            super(target);
        }

        @Override
        public void write(int b) throws IOException {
            begun = true;
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            begun = true;
            out.write(bytes, offset, length);
        }
    }
}
