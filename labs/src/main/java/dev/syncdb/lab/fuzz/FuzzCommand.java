package dev.syncdb.lab.fuzz;

import dev.syncdb.lab.call.Arguments;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** {@code lab fuzz [--target NAME] [--seconds N] [--keep FOLDER] [--json]}. */
public final class FuzzCommand {
    /** How it is called. */
    public static final String USAGE =
            "fuzz [--target NAME] [--seconds N] [--keep FOLDER] [--json]";

    private static final int FAILED = 1;

    private static final long SECONDS = 60;
    private static final long SECONDS_MAX = 24 * 60 * 60;

    private final List<FuzzTarget> targets;
    private final long seconds;
    private final Path corpora;
    private final boolean keeps;
    private final boolean json;

    private FuzzCommand(Arguments given) {
        targets = given.has("--target")
                ? List.of(FuzzTarget.named(given.text("--target", "")))
                : List.of(FuzzTarget.values());
        seconds = given.number("--seconds", SECONDS, 1, SECONDS_MAX);
        corpora = Path.of(given.text("--keep", ""));
        keeps = given.has("--keep");
        json = given.json();
    }

    /**
     * Fuzzes each target for some seconds; 0 if nothing was found.
     *
     * @param out gets the counts, and with {@code --json} nothing but one line
     * @param errors gets how it goes, and each input that brought out a bug, in Base64
     * @throws IllegalArgumentException if the arguments make no sense
     */
    public static int run(List<String> arguments, PrintStream out, PrintStream errors) {
        Arguments given = Arguments.of(arguments, List.of("--target", "--seconds", "--keep"));
        return new FuzzCommand(given).run(out, errors);
    }

    private int run(PrintStream out, PrintStream errors) {
        List<String> broken = new ArrayList<>();
        for (FuzzTarget target : targets) {
            errors.println("lab fuzz: " + target.label() + ", " + seconds + " s");
            try (Fuzzing fuzzing = new Fuzzing(target)) {
                for (Path finding : fuzzing.run(seconds, errors)) {
                    String input = Base64.getEncoder().encodeToString(Files.readAllBytes(finding));
                    broken.add(target.label());
                    errors.println("a bug in " + target.label() + ": " + input);
                }
                if (keeps) {
                    int kept = fuzzing.keep(corpora.resolve(target.label() + ".txt"), errors);
                    errors.println("kept " + kept + " inputs of " + target.label());
                }
            } catch (IOException failure) {
                broken.add(target.label());
                errors.println("cannot fuzz " + target.label() + ": " + failure.getMessage());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                broken.add("interrupted");
                break;
            }
        }
        out.println(
                json
                        ? "{\"targets\":" + targets.size() + ",\"seconds\":" + seconds
                                + ",\"findings\":" + broken.size() + "}"
                        : targets.size() + " targets, " + broken.size() + " bugs");
        return broken.isEmpty() ? 0 : FAILED;
    }
}
