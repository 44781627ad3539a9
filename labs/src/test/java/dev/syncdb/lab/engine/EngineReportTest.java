package dev.syncdb.lab.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.lab.engine.measure.CommitRace;
import dev.syncdb.lab.engine.measure.Commits;
import dev.syncdb.lab.engine.measure.Memory;
import dev.syncdb.lab.engine.measure.Operation;
import dev.syncdb.lab.engine.measure.OperationResult;
import dev.syncdb.lab.engine.measure.OperationResult.Peer;
import dev.syncdb.lab.engine.measure.Pace;
import dev.syncdb.lab.engine.measure.Quartiles;
import dev.syncdb.lab.engine.measure.Scaling;
import dev.syncdb.lab.engine.measure.Tracking;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

final class EngineReportTest {
    private static final Pace FULL = Pace.of(Pace.ROUNDS_MIN);

    @Test
    void aRunInWhichSyncDbDiffersFromItselfIsVoid() {
        assertNull(report(FULL, hot(20, 1.07)).whyVoid());
        assertVoid("8.5 %", report(FULL, hot(20, 1.085)));
        assertVoid("12.0 %", report(FULL, hot(20, 0.88)));
    }

    @Test
    void aRunOfFewRoundsOrOfEnginesThatDisagreeIsVoid() {
        assertVoid("8 rounds", report(Pace.of(8), hot(20, 1)));
        assertVoid("measures nothing", report(Pace.quick(20), hot(20, 1)));

        OperationResult wrong =
                result(Operation.UPDATE, OperationResult.SQL, List.of("h2"), Map.of(), null);
        assertVoid("do not agree", report(FULL, wrong));
        assertFalse(report(FULL, wrong).checksumsEqual());
    }

    @Test
    void aFloorIsMetAtItsLimit() {
        assertTrue(floor(report(FULL, hot(20, 1)), "point_hot,").isMet());
        assertFalse(floor(report(FULL, hot(19.99, 1)), "point_hot,").isMet());
        assertEquals(
                "MISSED   point_hot, native against sqlite                       "
                        + "19.99x   at least 20.00x",
                floor(report(FULL, hot(19.99, 1)), "point_hot,").toString());
    }

    @Test
    void whatWasNotMeasuredMeetsNoFloor() {
        List<Floor> floors = Floors.of(report(FULL));

        assertEquals(List.of(), floors.stream().filter(Floor::isMet).toList());
        assertTrue(
                floors.get(0).toString().startsWith("not run "), floors.get(0).toString());
    }

    @Test
    void everyPartHasItsFloorsItsLineAndItsFigures() {
        EngineReport report = everything();

        List<Floor> missed =
                Floors.of(report).stream().filter(floor -> !floor.isMet()).toList();
        assertTrue(missed.stream().allMatch(floor -> floor.figure() == null), missed.toString());
        String json = ReportJson.of(report);
        assertTrue(json.contains("\"bytes_per_row\":{\"syncdb\":390,\"sqlite\":500,"), json);
        assertTrue(json.contains("\"normal\":{\"syncdb\":9000,\"sqlite\":1000}"), json);
        assertTrue(json.contains("{\"update\":18,\"txn_10\":12,\"batch_1000\":9}"), json);
        assertTrue(json.contains("{\"two_readers\":1.5,\"reader_beside_writer\":0.5}"), json);
        String table = table(report);
        for (String part : List.of(
                "20x (19-21)",
                "did NOT read what SyncDB read: [h2]",
                "1 thread ",
                "8 threads",
                "bytes a row",
                "tracking costs",
                "detecting conflicts costs",
                "two readers: 1.50x",
                "2.50 s",
                "1.00 forces")) {
            assertTrue(table.contains(part), () -> part + " is missing:\n" + table);
        }
    }

    @Test
    void theTableFitsATerminal() {
        table(everything())
                .lines()
                .forEach(line -> assertTrue(line.length() <= 100, () -> "too wide: " + line));
    }

    private static EngineReport everything() {
        CommitRace.Result race = new CommitRace.Result(9_000, 1_000, around(9));
        return new EngineReport(
                FULL,
                List.of(
                        hot(20, 1.1),
                        result(
                                Operation.POINT_HOT_4,
                                OperationResult.SQL,
                                List.of("h2"),
                                Map.of("sqlite", new Peer(1e6, around(0.5))),
                                null)),
                new Memory(390, 500, 900),
                new Tracking(18, 12, 9),
                around(1.04),
                new Scaling(around(1.5), around(0.5)),
                2.5,
                new Commits(race, race, race, 1, 1));
    }

    private static EngineReport report(Pace pace, OperationResult... results) {
        return new EngineReport(pace, List.of(results), null, null, null, null, null, null);
    }

    private static OperationResult hot(double ratio, double control) {
        return result(
                Operation.POINT_HOT,
                OperationResult.NATIVE,
                List.of(),
                Map.of("sqlite", new Peer(2_000, around(ratio))),
                around(control));
    }

    private static OperationResult result(
            Operation operation,
            String api,
            List<String> disagreeing,
            Map<String, Peer> peers,
            Quartiles control) {
        return new OperationResult(operation, api, 100, 104, disagreeing, peers, control);
    }

    private static Quartiles around(double median) {
        return new Quartiles(0.95 * median, median, 1.05 * median);
    }

    private static Floor floor(EngineReport report, String start) {
        return Floors.of(report).stream()
                .filter(floor -> floor.what().startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    private static void assertVoid(String reason, EngineReport report) {
        String why = report.whyVoid();
        assertNotNull(why, "such a run must not count");
        assertTrue(why.contains(reason), why);
    }

    private static String table(EngineReport report) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        new ReportTable(new PrintStream(printed, true, StandardCharsets.UTF_8)).print(report);
        return printed.toString(StandardCharsets.UTF_8);
    }
}
