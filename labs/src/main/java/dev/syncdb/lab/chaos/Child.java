package dev.syncdb.lab.chaos;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A process of its own, and what it says. Lives until it is killed; its lines are taken in on a
 * thread that ends with it.
 */
final class Child {
    private static final long START_SECONDS_MAX = 60;

    private final Process process;
    private final BufferedWriter commands;
    private final Thread listening;
    private final CountDownLatch ready = new CountDownLatch(1);

    /** @param hears each line that it says */
    private Child(Process process, Consumer<String> hears) {
        this.process = process;
        this.commands = new BufferedWriter(
                new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        this.listening = new Thread(() -> listen(hears), "listening");
        listening.setDaemon(true);
        listening.start();
    }

    /** Runs the main method of a class with the class path of this process. */
    static Child start(Class<?> main, List<String> arguments, Consumer<String> hears)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return new Child(
                new ProcessBuilder(command).redirectError(Redirect.INHERIT).start(), hears);
    }

    /** Waits until it has said that it is ready; false if it ended, or takes too long. */
    boolean awaitReady() throws InterruptedException {
        return ready.await(START_SECONDS_MAX, TimeUnit.SECONDS) && process.isAlive();
    }

    void command(String line) throws IOException {
        commands.write(line);
        commands.newLine();
        commands.flush();
    }

    /** SIGKILL; returns when all that it had said is taken in. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        listening.join();
    }

    private void listen(Consumer<String> hears) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(Speech.READY)) {
                    ready.countDown();
                }
                hears.accept(line);
            }
        } catch (IOException killed) {
            // The pipe ended with it.
        } finally {
            ready.countDown();
        }
    }
}
