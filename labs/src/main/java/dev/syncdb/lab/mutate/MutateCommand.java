package dev.syncdb.lab.mutate;

import dev.syncdb.lab.engine.Json;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code lab mutate [--json]}: runs the build's mutation tests and judges their reports. */
public final class MutateCommand {
    /** How it is called. */
    public static final String USAGE = "mutate [--json]";

    private static final int FAILED = 1;
    private static final List<String> MODULES = List.of("core", "sync");

    private MutateCommand() {}

    /**
     * Runs the command; 0 if all packages reach their floor.
     *
     * @param out gets the table, or one line
     * @param errors gets what the build says
     * @throws IllegalArgumentException if the arguments make no sense
     */
    public static int run(List<String> arguments, PrintStream out, PrintStream errors) {
        List<String> words = new ArrayList<>(arguments);
        boolean json = words.remove("--json");
        if (!words.isEmpty()) {
            throw new IllegalArgumentException("unknown argument " + words.get(0));
        }
        Path root = Path.of(System.getProperty("syncdb.root", ""));
        try {
            build(root, errors);
            List<Mutant> mutants = new ArrayList<>();
            for (String module : MODULES) {
                Path report = root.resolve(module).resolve("target/pit-reports/mutations.xml");
                try (InputStream xml = Files.newInputStream(report)) {
                    mutants.addAll(MutantReport.read(xml));
                }
            }
            return report(Score.of(mutants), json, out);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static int report(List<Score> scores, boolean json, PrintStream out) {
        if (json) {
            List<Object> packages = new ArrayList<>();
            scores.forEach(score -> packages.add(score.json()));
            out.println(Json.of(Map.of("packages", packages)));
        } else {
            for (Score score : scores) {
                out.printf(
                        Locale.ROOT,
                        "%-24s %4d mutants, %5.1f %% noticed of %d %%%n",
                        score.room(),
                        score.mutants(),
                        score.percent(),
                        score.floor());
                score.survivors().forEach(survivor -> out.println("  " + survivor));
            }
        }
        return scores.stream().allMatch(Score::isReached) ? 0 : FAILED;
    }

    private static void build(Path root, PrintStream errors) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                root.resolve("mvnw").toAbsolutePath().toString(),
                "-pl",
                String.join(",", MODULES),
                "-Dspotless.check.skip=true",
                "test-compile",
                "org.pitest:pitest-maven:mutationCoverage");
        builder.directory(root.toAbsolutePath().toFile()).redirectErrorStream(true);
        Process build = builder.start();
        try (InputStream said = build.getInputStream()) {
            said.transferTo(errors);
            if (build.waitFor() != 0) {
                throw new IOException("the build failed");
            }
        } catch (InterruptedException interrupted) {
            build.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }
}
