package dev.syncdb.lab.stress;

import java.io.PrintStream;
import java.util.List;

/** {@code lab stress [--seconds N | --transactions N] [--untracked] [--plant] [--json]}. */
public final class StressCommand {
    /** How it is called. */
    public static final String USAGE =
            "stress [--seconds N | --transactions N] [--untracked] [--plant] [--json]";

    private static final int FAILED = 1;

    private StressCommand() {}

    /**
     * Runs the command; 0 if no reader saw what no commit left, or if the planted reader did.
     *
     * @param out gets the counts, and with {@code --json} nothing but one line
     * @param errors gets what broke
     * @throws IllegalArgumentException if the arguments make no sense
     */
    public static int run(List<String> arguments, PrintStream out, PrintStream errors) {
        StressOptions options = StressOptions.parse(arguments);
        StressReport report = Stress.run(options);
        report.broken().forEach(errors::println);
        if (options.json()) {
            out.println(report.json());
        } else {
            report.counts().forEach((name, count) -> out.println("  " + name + ": " + count));
            out.println(report.broken().isEmpty() ? "every promise held" : "BROKE");
        }
        return report.broken().isEmpty() == options.planted() ? FAILED : 0;
    }
}
