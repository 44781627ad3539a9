package dev.syncdb.cli;

import dev.syncdb.cli.demo.DemoCommand;
import dev.syncdb.cli.json.Json;
import dev.syncdb.cli.schema.SchemaCommand;
import dev.syncdb.cli.serve.ServeCommand;
import dev.syncdb.cli.sql.SqlCommand;
import dev.syncdb.cli.terminal.Command;
import dev.syncdb.cli.terminal.Failure;
import dev.syncdb.cli.terminal.Options;
import dev.syncdb.cli.terminal.Terminal;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.SyncDbException;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The {@code syncdb} command for users. The first argument names what to do, the rest belongs to
 * it. The exit status is 0 only if everything held.
 */
public final class Main {
    private static final List<Command> COMMANDS =
            List.of(new ServeCommand(), new SqlCommand(), new SchemaCommand(), new DemoCommand());

    private static final String HELP = "help";

    private Main() {}

    /** Runs the command and leaves the virtual machine with its exit status. */
    public static void main(String[] arguments) {
        PrintStream out = utf8(FileDescriptor.out);
        int status = run(arguments, new Terminal(System.in, out, utf8(FileDescriptor.err)));
        out.flush();
        System.exit(status);
    }

    /** Runs the command without leaving the virtual machine; nothing is ever thrown. */
    static int run(String[] arguments, Terminal terminal) {
        List<String> words = List.of(arguments);
        try {
            return run(words, terminal);
        } catch (SyncDbException | IOException | UncheckedIOException failed) {
            return tell(Failure.of(failed), words, terminal);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return tell(new Failure(ErrorCode.CLOSED, "interrupted"), words, terminal);
        } catch (RuntimeException | Error bug) {
            bug.printStackTrace(terminal.err());
            return tell(Failure.of(bug), words, terminal);
        }
    }

    private static int run(List<String> words, Terminal terminal)
            throws IOException, InterruptedException {
        if (words.isEmpty()) {
            throw Options.misuse("which command? `syncdb help` lists them");
        }
        String name = words.get(0);
        List<String> rest = words.subList(1, words.size());
        if (name.equals(HELP) || name.equals("--help")) {
            say(help(), words, terminal);
            return Command.HELD;
        }
        for (Command command : COMMANDS) {
            if (command.name().equals(name)) {
                if (rest.contains("--help")) {
                    say(command.usage(), words, terminal);
                    return Command.HELD;
                }
                return command.run(rest, terminal);
            }
        }
        throw Options.misuse("unknown command: " + name + "; `syncdb help` lists them");
    }

    private static int tell(Failure failure, List<String> words, Terminal terminal) {
        terminal.err().println("syncdb: " + failure.message());
        if (Options.wantJson(words)) {
            terminal.out().println(Json.write(Map.of("error", failure.toJson())));
        }
        return Command.FAILED;
    }

    private static void say(String usage, List<String> words, Terminal terminal) {
        String text = usage.stripTrailing();
        boolean json = Options.wantJson(words);
        terminal.out().println(json ? Json.write(Map.of("usage", text)) : text);
    }

    private static String help() {
        StringBuilder help = new StringBuilder("usage: syncdb COMMAND [ARGUMENT...]\n");
        for (Command command : COMMANDS) {
            help.append(String.format("  %-6s %s%n", command.name(), command.summary()));
        }
        return help + "`syncdb COMMAND --help` tells the arguments of a command.";
    }

    private static PrintStream utf8(FileDescriptor stream) {
        return new PrintStream(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
    }
}
