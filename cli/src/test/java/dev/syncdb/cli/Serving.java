package dev.syncdb.cli;

import dev.syncdb.cli.terminal.Terminal;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * {@code syncdb serve --json --console} in this process, from the line that it prints to its end.
 */
public final class Serving implements AutoCloseable {
    private static final int PIPE_BYTES = 1 << 20;

    private final PrintStream input;
    private final BufferedReader output;
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> status = new CompletableFuture<>();
    private final Map<String, Object> greeting;

    /** Starts it with these arguments; fails if it does not come to listen. */
    public Serving(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("serve", "--json", "--console"));
        all.addAll(List.of(arguments));
        PipedInputStream in = new PipedInputStream(PIPE_BYTES);
        input = new PrintStream(new PipedOutputStream(in), true, StandardCharsets.UTF_8);
        PipedOutputStream out = new PipedOutputStream();
        output = new BufferedReader(new InputStreamReader(
                new PipedInputStream(out, PIPE_BYTES), StandardCharsets.UTF_8));
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(errors, true, StandardCharsets.UTF_8);
        Thread thread = new Thread(() -> {
            status.complete(Main.run(all.toArray(new String[0]), new Terminal(in, printed, err)));
            printed.close();
        });
        thread.setDaemon(true);
        thread.start();
        greeting = answer();
    }

    /** Where it listens. */
    public String url() {
        return (String) greeting.get("listening");
    }

    /** The line that said that it listens. */
    public Map<String, Object> greeting() {
        return greeting;
    }

    /** Runs one line in the console. */
    public Map<String, Object> run(String line) throws IOException {
        input.println(line);
        return answer();
    }

    /** Ends the console's input and waits for the exit status. */
    public int stop() {
        input.close();
        return status.join();
    }

    @Override
    public void close() {
        stop();
    }

    private Map<String, Object> answer() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new AssertionError("it ended: " + errors.toString(StandardCharsets.UTF_8));
        }
        return StrictJson.object(line);
    }
}
