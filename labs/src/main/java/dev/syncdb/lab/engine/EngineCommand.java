package dev.syncdb.lab.engine;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;

/** {@code lab engine [--rows N] [--rounds N] [--ops LIST] [--quick] [--check] [--json]}. */
public final class EngineCommand {
    /** How it is called. */
    public static final String USAGE =
            "engine [--rows N] [--rounds N] [--ops point_hot,memory,...] [--quick] [--check]"
                    + " [--json]";

    private static final int FAILED = 1;

    private EngineCommand() {}

    /**
     * Runs the command; 0 if all engines agreed on what they read, whatever the figures.
     *
     * @param out gets the figures, and with {@code --json} nothing but one line
     * @param errors gets what the run is at
     * @throws IllegalArgumentException if the arguments make no sense
     */
    public static int run(List<String> arguments, PrintStream out, PrintStream errors) {
        EngineOptions options = EngineOptions.parse(arguments);
        EngineReport report;
        try {
            report = new EngineRun(options, step -> errors.println("lab engine: " + step)).run();
        } catch (SQLException failure) {
            throw new IllegalStateException("an engine failed", failure);
        }
        PrintStream words = options.json() ? errors : out;
        if (options.json()) {
            out.println(ReportJson.of(report));
        } else {
            new ReportTable(out).print(report);
        }
        if (options.check()) {
            Floors.of(report).forEach(words::println);
        }
        String whyVoid = report.whyVoid();
        if (whyVoid != null) {
            words.println(whyVoid);
        }
        return report.checksumsEqual() ? 0 : FAILED;
    }
}
