package dev.syncdb.cli;

import dev.syncdb.cli.terminal.Terminal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What one run of the command, in this process, came to. */
public record Ran(int status, String out, String err) {
    /** Runs it with nothing to read. */
    public static Ran of(String... arguments) {
        return reading("", arguments);
    }

    /** Runs it with {@code input} to read. */
    public static Ran reading(String input, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        int status = Main.run(arguments, terminal);
        return new Ran(
                status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The only line that was printed, as JSON. */
    public Map<String, Object> json() {
        List<String> lines = out.lines().toList();
        if (lines.size() != 1) {
            throw new AssertionError(lines.size() + " lines, not one: " + out + err);
        }
        return StrictJson.object(lines.get(0));
    }

    /** The code in the one JSON object that tells of a failure. */
    public String errorCode() {
        Map<?, ?> error = (Map<?, ?>) json().get("error");
        return (String) error.get("code");
    }
}
