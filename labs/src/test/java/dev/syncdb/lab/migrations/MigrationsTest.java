package dev.syncdb.lab.migrations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.syncdb.DatabaseOptions;
import dev.syncdb.clock.Environment;
import dev.syncdb.draft.Draft;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Row;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

final class MigrationsTest {
    private static final Environment ENVIRONMENT = DatabaseOptions.standard().environment();
    private static final int ROWS = 20;

    private static final Path ROOM = Path.of(
            System.getProperty("syncdb.corpora", "../../shared/corpora"),
            "room-schemas-duckduckgo");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @Test
    void everyPairOfVersionsIsMigratedAndTheTotalsAreOneLine() {
        RoomSchemas.write(folder);

        assertEquals(0, run(folder.toString(), "--json"), complained.toString());

        String line = printed.toString(StandardCharsets.UTF_8);
        assertEquals(1, line.lines().count(), line);
        assertTrue(
                line.startsWith("{\"databases\":1,\"steps\":2,\"jumps\":1,\"rows_per_table\":100,"
                        + "\"client_writes\":"),
                line);
        assertTrue(
                line.matches(".*\"client_writes\":[1-9][0-9]*,\"ambiguous\":0,\"lossless\":3,"
                        + "\"failed\":\\[\\],\"step_10k_ms_p95\":.*\"ms_max\":.*\n"),
                line);
        for (StepKind kind : StepKind.values()) {
            for (String side : List.of("server", "phone")) {
                String cost = "{\"kind\":\"" + kind.label() + "\",\"side\":\"" + side + "\"";
                assertTrue(line.contains(cost), cost + " is not in " + line);
            }
        }
        assertTrue(complained.toString().contains("app.Notes: 3 versions, 3 migrations, 2 views"));
    }

    @Test
    void peopleAreToldTheSame() {
        RoomSchemas.write(folder);

        assertEquals(0, run("--rows", "4", folder.toString()));

        assertTrue(printed.toString().contains("lossless: 3\n"), printed.toString());
        assertThrows(IllegalArgumentException.class, () -> run());
        assertThrows(IllegalArgumentException.class, () -> run("none"));
    }

    @Test
    void aMigrationThatLosesIsNoticed() {
        RoomSchemas.write(folder);
        RoomHistory history = RoomHistory.all(folder).get(0);
        Trial trial = new Trial(history, ROWS, ENVIRONMENT);
        Step step = Step.of("app", history.versions().get(0), history.versions().get(1));

        assertNull(attempt(trial, step));
        noticed("'', ", planted(trial, step, sql -> sql.replace("coalesce(body, '')", "''")));
        noticed(
                "0 rows, not 20",
                planted(
                        trial,
                        step,
                        sql -> sql + (sql.startsWith("INSERT") ? " WHERE id = 7" : "")));
        noticed("no such column", planted(trial, step, sql -> sql.replace("coalesce(body", "f(x")
                .replace("f(x", "coalesce(x")));
        noticed("has [", planted(trial, step, sql -> sql.replace("DEFAULT 7", "DEFAULT 8")));
    }

    @Test
    void halfOfTheCellsAtLeastAreNotWhatTheyWouldBeAnyway() {
        RoomSchemas.write(folder);
        RoomHistory history = RoomHistory.all(folder).get(0);
        SampleRows samples = new SampleRows(history.versions(), ENVIRONMENT);
        for (Version version : history.versions()) {
            for (Table table : version.schema().tables()) {
                int own = 0;
                int all = 0;
                List<Column> columns = SampleRows.written(table);
                for (Row row : samples.rows(version.schema(), table, ROWS)) {
                    for (int i = 0; i < columns.size(); i++) {
                        all++;
                        own += row.at(i).equals(samples.instead(columns.get(i))) ? 0 : 1;
                    }
                }
                assertTrue(
                        2 * own >= all && own < all + 1, table.name() + ": " + own + " of " + all);
            }
        }
    }

    @Test
    void everyStepOfARealHistoryIsLossless() {
        assumeTrue(
                Files.exists(ROOM),
                "no corpus room-schemas-duckduckgo; say where they are with -Dsyncdb.corpora");
        List<RoomHistory> histories = RoomHistory.all(ROOM);
        Tally tally = new Tally(histories.size(), ROWS);
        histories.forEach(history -> new Trial(history, ROWS, ENVIRONMENT).runSteps(tally));

        assertEquals(List.of(), tally.failed());
        assertEquals(20, histories.size());
        assertEquals(94, tally.pairs());
    }

    private static void noticed(String part, String failure) {
        assertTrue(String.valueOf(failure).contains(part), failure);
    }

    /** What is said of a migration whose statements are tampered with. */
    private static String planted(Trial trial, Step step, UnaryOperator<String> bug) {
        List<String> statements = new ArrayList<>();
        step.draft().statements().forEach(sql -> statements.add(bug.apply(sql)));
        Draft draft = new Draft(statements, List.of(), List.of());
        return attempt(trial, new Step("app", step.older(), step.newer(), draft, List.of()));
    }

    private static String attempt(Trial trial, Step step) {
        try (SqliteDatabase database = trial.filled(step.older())) {
            return trial.attempt(step, database, new Tally(1, ROWS));
        }
    }

    private int run(String... words) {
        List<String> small = new ArrayList<>(List.of("--step-rows", "20", "--runs", "1"));
        small.addAll(List.of(words));
        return MigrationsCommand.run(
                small,
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                new PrintStream(complained, true, StandardCharsets.UTF_8));
    }
}
