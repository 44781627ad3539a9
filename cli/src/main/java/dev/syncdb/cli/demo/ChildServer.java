package dev.syncdb.cli.demo;

import dev.syncdb.cli.json.JsonReader;
import dev.syncdb.cli.query.Result;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.error.Retryable;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code syncdb serve --console} as a process of its own, on a free port. Lives until it is closed
 * or killed; confined to one thread, but for {@link #kill()}.
 */
final class ChildServer implements Copy, Closeable {
    /** What the child is told, apart from where to listen. */
    record Setting(Path data, Path schema, String space, List<String> tokens) {
        Setting {
            tokens = List.copyOf(tokens);
        }
    }

    private final Process process;
    private final Path log;
    private final BufferedWriter statements;
    private final BufferedReader answers;
    private final int port;

    private ChildServer(Process process, Path log) throws IOException {
        this.process = process;
        this.log = log;
        this.statements = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.port = URI.create(String.valueOf(answer().get("listening"))).getPort();
    }

    /** Starts the process and waits until it accepts. Fails as {@code serve} fails. */
    static ChildServer start(Setting setting) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // It lives for seconds: a quick start is worth more than fast code later.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("dev.syncdb.cli.Main", "serve", "--console", "--json"));
        command.addAll(List.of("--port", "0", "--space", setting.space()));
        command.addAll(List.of("--data", setting.data().toString()));
        command.addAll(List.of("--schema", setting.schema().toString()));
        for (String token : setting.tokens()) {
            command.addAll(List.of("--token", token));
        }
        Path log = setting.data().resolveSibling("server.log");
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            return new ChildServer(process, log);
        } catch (IOException | RuntimeException failed) {
            process.destroyForcibly();
            throw failed;
        }
    }

    @Override
    public String name() {
        return "server";
    }

    /** Where it listens on the loopback. */
    int port() {
        return port;
    }

    @Override
    public Result run(String sql) {
        if (sql.indexOf('\n') >= 0 || sql.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("the console takes a statement on one line: " + sql);
        }
        try {
            statements.write(sql);
            statements.newLine();
            statements.flush();
            return Result.fromJson(answer());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** Ends the process as a crash does: nothing is flushed, nobody is told. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Ends the input of the console, upon which the server stops in good order. */
    @Override
    public void close() throws IOException {
        try {
            statements.close();
            process.waitFor();
        } catch (InterruptedException impatient) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } finally {
            answers.close();
        }
    }

    private Map<?, ?> answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new Retryable(
                    ErrorCode.UNREACHABLE, "the server ended: " + Files.readString(log), 0);
        }
        Map<?, ?> answer = JsonReader.readObject(line);
        if (answer.get("error") instanceof Map<?, ?> error) {
            throw failure(error.get("code"), error.get("message"));
        }
        return answer;
    }

    private static Incorrect failure(@Nullable Object code, @Nullable Object message) {
        return new Incorrect(ErrorCode.valueOf(String.valueOf(code)), "server: " + message);
    }
}
