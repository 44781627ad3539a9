package dev.syncdb.lab.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** {@code lab chaos [--minutes N | --seconds N] [--phones N] [--seed N] [--json]}. */
public final class ChaosCommand {
    /** How it is called. */
    public static final String USAGE =
            "chaos [--minutes N | --seconds N] [--phones N] [--seed N] [--json]";

    private static final int FAILED = 1;

    /** Short enough to be typed again. */
    private static final int SEEDS = 1_000_000;

    private ChaosCommand() {}

    /**
     * Runs the command; 0 if every promise held.
     *
     * @param out gets what happened, and with {@code --json} nothing but one line
     * @param errors gets the seed, how it goes, and what broke
     * @throws IllegalArgumentException if the arguments make no sense
     */
    public static int run(List<String> arguments, PrintStream out, PrintStream errors) {
        long drawn = ThreadLocalRandom.current().nextInt(1, SEEDS);
        ChaosOptions options = ChaosOptions.parse(arguments, drawn);
        errors.println("lab chaos: seed " + options.seed() + ", " + options.seconds() + " s");
        ChaosReport report;
        try {
            report = Chaos.run(options, errors);
        } catch (IOException failure) {
            report = ChaosReport.failed(options, String.valueOf(failure.getMessage()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            report = ChaosReport.failed(options, "interrupted");
        }
        report.broken().forEach(errors::println);
        out.println(options.json() ? report.json() : report.text());
        return report.broken().isEmpty() ? 0 : FAILED;
    }
}
