package dev.syncdb.lab.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

class StressTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return StressCommand.run(List.of(arguments), stream(printed), stream(complained));
    }

    private static PrintStream stream(ByteArrayOutputStream target) {
        return new PrintStream(target, true, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noReaderSeesWhatNoCommitLeft(boolean tracked) {
        StressReport report = Stress.run(StressOptions.DEFAULT.tracked(tracked));

        assertEquals(List.of(), report.broken());
        for (String happened : List.of(
                "commits",
                "commits_abandoned",
                "rollbacks",
                "savepoint_rollbacks",
                "point_rows",
                "range_rows",
                "index_rows",
                "guests_rows")) {
            assertTrue(report.count(happened) > 50, happened + ": " + report.counts());
        }
        assertEquals(
                tracked, report.count("changes_rows") > 100, report.counts().toString());
    }

    @Test
    void aReaderWithoutASnapshotIsCaughtWithHalfACommit() {
        StressReport report = Stress.run(StressOptions.DEFAULT.withPlanted());

        assertEquals(1, report.broken().size(), report.broken().toString());
        assertTrue(report.broken().get(0).contains("money without a snapshot"));
    }

    @Test
    void theCommandPrintsWhatHappened() {
        assertEquals(0, run("--transactions", "200", "--untracked"));
        assertTrue(printed.toString(StandardCharsets.UTF_8).contains("every promise held"));

        printed.reset();
        assertEquals(0, run("--transactions", "100", "--json"));
        String json = printed.toString(StandardCharsets.UTF_8);
        assertTrue(json.startsWith("{\"changes_looks\":"), json);
        assertTrue(json.trim().endsWith("\"broken\":0}"), json);
    }

    @Test
    void whatBreaksIsPrintedAndAPlantedBugMustBreak() {
        assertEquals(0, run("--transactions", "6000", "--plant"));
        assertTrue(printed.toString(StandardCharsets.UTF_8).contains("BROKE"));
        assertTrue(complained.toString(StandardCharsets.UTF_8).contains("money without"));
    }

    @Test
    void argumentsThatMakeNoSenseAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> run("--seconds"));
        assertThrows(IllegalArgumentException.class, () -> run("--seconds", "many"));
        assertThrows(IllegalArgumentException.class, () -> run("--minutes"));
        assertEquals(1, StressOptions.parse(List.of("--seconds", "1")).seconds());
    }
}
