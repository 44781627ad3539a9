package dev.syncdb.lab.migrations;

import dev.syncdb.DatabaseOptions;
import dev.syncdb.clock.Environment;
import dev.syncdb.lab.call.Arguments;
import dev.syncdb.lab.engine.Json;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code lab migrations DIR [--rows N] [--json]}: drafts and runs every migration between versions
 * of schemas that Room exported.
 */
public final class MigrationsCommand {
    /** How it is called. */
    public static final String USAGE = "migrations DIR [--rows N] [--json]";

    private static final int FAILED = 1;
    private static final int ROWS = 100;
    private static final int ROWS_MAX = 60_000;

    private MigrationsCommand() {}

    /**
     * Runs the command; 0 if all migrations end as they should.
     *
     * @param out gets the totals
     * @param errors is told how it goes, and what failed
     * @throws IllegalArgumentException if the arguments or a file make no sense
     */
    public static int run(List<String> arguments, PrintStream out, PrintStream errors) {
        Arguments given = Arguments.withOperands(arguments, List.of("--rows"));
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
        tally.failed().forEach(failure -> errors.println("FAILED " + failure));
        if (given.json()) {
            out.println(Json.of(tally.json()));
        } else {
            tally.json().forEach((name, value) -> out.println(name + ": " + value));
        }
        return tally.failed().isEmpty() ? 0 : FAILED;
    }
}
