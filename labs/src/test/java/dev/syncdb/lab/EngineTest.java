package dev.syncdb.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command as a whole, with so few rows that every engine and every part has its turn. */
final class EngineTest {
    private static final List<String> READS_AND_WRITES = List.of(
            "point_hot",
            "point_random",
            "point_hot_4",
            "point_random_4",
            "insert",
            "update",
            "delete",
            "batch_1000",
            "txn_10",
            "index_20",
            "range_1000",
            "aggregate",
            "join_100");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

    @Test
    void aQuickRunPrintsOneLineOfJsonWithEveryKeyAndAllEnginesAgree() {
        assertEquals(0, run("engine", "--quick", "--json", "--check"), this::complaint);

        String json = output();
        assertEquals(1, json.lines().count(), json);
        assertFalse(json.contains("\"checksum_equal\":false"), json);
        assertEquals(
                Set.of(
                        "ops",
                        "op",
                        "api",
                        "syncdb_ns",
                        "alloc_bytes",
                        "checksum_equal",
                        "peers",
                        "ratios",
                        "sqlite",
                        "h2",
                        "hsqldb",
                        "bytes_per_row",
                        "syncdb",
                        "tracking_overhead_percent",
                        "merge_overhead_percent",
                        "update",
                        "txn_10",
                        "batch_1000",
                        "scaling",
                        "two_readers",
                        "reader_beside_writer",
                        "open_1m_seconds",
                        "aa_control_percent",
                        "journal",
                        "full_1",
                        "full_8",
                        "normal",
                        "forces_per_commit_1",
                        "writes_per_commit_1"),
                keys(json),
                json);
        for (String operation : READS_AND_WRITES) {
            assertMeasured(json, operation, "native");
            assertMeasured(json, operation, "sql");
        }
        assertMeasured(json, "changes_100", "native");
        assertMeasured(json, "changes_100_of_1m", "native");
        assertTrue(complaint().contains("measures nothing"), complaint());
        assertTrue(complaint().contains("at least 20.00x"), complaint());
    }

    @Test
    void aTableShowsTheRatiosOfTheChosenOperationsOnly() {
        assertEquals(0, run("engine", "--quick", "--ops", "point_hot,index_20"));

        String text = output();
        assertTrue(text.contains("point_hot"), text);
        assertTrue(text.contains("A/A control"), text);
        assertFalse(text.contains("aggregate"), text);
        assertFalse(text.contains("commits/s"), text);
    }

    @Test
    void anArgumentThatMakesNoSenseIsAMistakeOfTheCaller() {
        assertEquals(Main.USAGE, run("engine", "--ops", "fly"));
        assertTrue(complaint().contains("no such operation: fly; there are point_hot,"));
        assertTrue(complaint().contains("engine [--rows N]"), "the usage follows");
    }

    private static void assertMeasured(String json, String operation, String api) {
        String start = "{\"op\":\"" + operation + "\",\"api\":\"" + api + "\",\"syncdb_ns\":";
        int at = json.indexOf(start);
        assertTrue(at >= 0, () -> operation + " through " + api + " is missing: " + json);
        assertTrue(
                Character.isDigit(json.charAt(at + start.length())),
                () -> operation + " has no figure: " + json);
    }

    private static Set<String> keys(String json) {
        Set<String> keys = new HashSet<>();
        Matcher matcher = Pattern.compile("\"([a-z0-9_]+)\":").matcher(json);
        while (matcher.find()) {
            keys.add(matcher.group(1));
        }
        return keys;
    }

    private int run(String... arguments) {
        return Main.run(arguments, stream(printed), stream(complained));
    }

    private String output() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private String complaint() {
        return complained.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream stream(ByteArrayOutputStream target) {
        return new PrintStream(target, true, StandardCharsets.UTF_8);
    }
}
