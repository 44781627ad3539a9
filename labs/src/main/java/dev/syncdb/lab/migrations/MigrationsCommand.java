package dev.syncdb.lab.migrations;

import dev.syncdb.DatabaseOptions;
import dev.syncdb.clock.Environment;
import dev.syncdb.lab.call.Arguments;
import dev.syncdb.lab.engine.Json;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code lab migrations DIR [--rows N] [--step-rows N] [--runs N] [--json]}: drafts and runs every
 * migration between versions of schemas that Room exported, and measures what each kind of step
 * costs.
 */
public final class MigrationsCommand {
    /** How it is called. */
    public static final String USAGE =
            "migrations DIR [--rows N] [--step-rows N] [--runs N] [--json]";

    private static final int FAILED = 1;
    private static final int ROWS = 100;
    private static final int ROWS_MAX = 60_000;

    /** What a phone has of a large table. */
    private static final int STEP_ROWS = 10_000;

    private static final int STEP_ROWS_MAX = 1_000_000;

    private static final int RUNS = 20;
    private static final int RUNS_MAX = 1_000;

    private MigrationsCommand() {}

    /**
     * Runs the command; 0 if all migrations end as they should.
     *
     * @param out gets the totals
     * @param errors is told how it goes, and what failed
     * @throws IllegalArgumentException if the arguments or a file make no sense
     */
    public static int run(List<String> arguments, PrintStream out, PrintStream errors) {
        Arguments given =
                Arguments.withOperands(arguments, List.of("--rows", "--step-rows", "--runs"));
        if (given.operands().size() != 1) {
            throw new IllegalArgumentException("which folder?");
        }
        int rows = (int) given.number("--rows", ROWS, 2, ROWS_MAX);
        List<RoomHistory> histories = RoomHistory.all(Path.of(given.operands().get(0)));
        Environment environment = DatabaseOptions.standard().environment();
        Tally tally = new Tally(histories.size(), rows);
        for (RoomHistory history : histories) {
            int before = tally.pairs();
            new Trial(history, rows, environment).run(tally);
            errors.println(history.name() + ": " + history.versions().size() + " versions, "
                    + (tally.pairs() - before) + " migrations"
                    + (history.skipped() == 0 ? "" : ", " + history.skipped() + " views left out"));
        }
        int runs = (int) given.number("--runs", RUNS, 1, RUNS_MAX);
        int stepRows = (int) given.number("--step-rows", STEP_ROWS, 1, STEP_ROWS_MAX);
        StepCosts costs = new StepCosts(stepRows, runs).measure();
        tally.add(costs);
        costs.json().forEach(errors::println);
        tally.failed().forEach(failure -> errors.println("FAILED " + failure));
        if (given.json()) {
            out.println(Json.of(tally.json()));
        } else {
            tally.json().forEach((name, value) -> out.println(name + ": " + value));
        }
        return tally.failed().isEmpty() ? 0 : FAILED;
    }
}
