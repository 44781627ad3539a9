package dev.syncdb.lab.fuzz;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A fuzzer (Jazzer, which is libFuzzer for the JVM) at work on one target, as a process of its own
 * with little memory: an input that needs more than its share is a finding, too. Lives until it is
 * closed, and its folder with it.
 */
final class Fuzzing implements AutoCloseable {
    private static final String FUZZER = "com.code_intelligence.jazzer.Jazzer";

    /** What one message of a few kilobytes may take, with the classes and the fuzzer itself. */
    private static final String HEAP = "-Xmx192m";

    private static final int INPUT_SECONDS_MAX = 5;
    private static final int INPUT_BYTES_MAX = 4_096;

    private final FuzzTarget target;
    private final Path folder;

    Fuzzing(FuzzTarget target) throws IOException {
        this.target = target;
        this.folder = Files.createTempDirectory("syncdb-fuzz");
        Corpus.unpack(Corpus.of(target), known());
    }

    /** Fuzzes for so long; returns the inputs that brought out bugs. */
    List<Path> run(long seconds, PrintStream progress) throws IOException, InterruptedException {
        int status = fuzzer(List.of("-max_total_time=" + seconds, known().toString()), progress);
        List<Path> found = findings();
        if (status != 0 && found.isEmpty()) {
            throw new IOException("the fuzzer of " + target.label() + " ended with " + status);
        }
        return found;
    }

    /** Replaces a corpus by the smallest set of inputs that reaches the same; returns its size. */
    int keep(Path corpus, PrintStream progress) throws IOException, InterruptedException {
        Path small = Files.createDirectory(folder.resolve("small"));
        fuzzer(List.of("-merge=1", small.toString(), known().toString()), progress);
        return Corpus.pack(small, corpus);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private Path known() {
        return folder.resolve("known");
    }

    private int fuzzer(List<String> arguments, PrintStream progress)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(HEAP);
        command.add("-D" + FuzzEntry.TARGET + "=" + target.label());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), FUZZER));
        command.add("--target_class=" + FuzzEntry.class.getName());
        command.add("--instrumentation_includes=dev.syncdb.**");
        command.add("--reproducer_path=" + folder);
        command.add("-artifact_prefix=" + folder + "/finding-");
        command.add("-timeout=" + INPUT_SECONDS_MAX);
        command.add("-max_len=" + INPUT_BYTES_MAX);
        command.addAll(arguments);
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int status = process.waitFor();
        tell(Files.readAllLines(log), status, progress);
        return status;
    }

    private void tell(List<String> log, int status, PrintStream progress) {
        for (String line : log) {
            boolean matters = status != 0 || line.startsWith("Done ") || line.startsWith("stat::");
            if (matters) {
                progress.println("  " + line);
            }
        }
    }

    private List<Path> findings() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("finding-"))
                    .sorted()
                    .toList();
        }
    }
}
