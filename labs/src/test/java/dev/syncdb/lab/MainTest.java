package dev.syncdb.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

final class MainTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

    @Test
    void anUnknownCommandIsNamedAndAnsweredWithTheUsage() {
        assertEquals(Main.USAGE, run("fly"));

        assertTrue(complaint().contains("unknown command: fly"), complaint());
        assertTrue(complaint().contains("usage: lab"), complaint());
    }

    @Test
    void aSimulationPrintsTotalsThatProveThatFaultsHappened() {
        assertEquals(0, run("simulate", "--seeds", "3..6", "--faults", "dropped,crashed"));

        String text = printed.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("4 seeds, 0 broke a promise"), text);
        assertTrue(text.contains("dropped: "), text);
        assertTrue(text.contains("duplicated: 0 times"), "only the chosen faults strike: " + text);
    }

    @Test
    void aPlantedBugFailsAndItsStoryIsTold() {
        assertEquals(1, run("simulate", "--seeds", "1..8", "--plant", "page-drops-change"));

        assertTrue(printed.toString(StandardCharsets.UTF_8).contains("seed 1: "));
        assertTrue(complaint().contains("BROKE"), complaint());
        assertTrue(complaint().contains("made as small as"), complaint());
    }

    @Test
    void forAMachineThereIsOneLineAndNothingElse() {
        assertEquals(0, run("simulate", "--seeds", "3", "--json"));

        String line = printed.toString(StandardCharsets.UTF_8);
        assertEquals(1, line.lines().count(), line);
        assertTrue(line.startsWith("{\"seeds\":1,\"failed\":[],\"acked\":"), line);
        for (String key : new String[] {
            "lost", "applied_twice", "virtual_hours", "seeds_per_cpu_second", "dropped",
                    "duplicated",
            "reordered", "cut", "crashed", "partitioned", "clock_jumped", "disk_failed",
            "restored", "cloned", "revoked", "horizon_expired"
        }) {
            assertTrue(line.contains("\"" + key + "\":"), key + " is missing in " + line);
        }
    }

    @Test
    void alsoWhatBrokeIsOneLine() {
        assertEquals(
                1, run("simulate", "--seeds", "1..8", "--plant", "page-drops-change", "--json"));

        String line = printed.toString(StandardCharsets.UTF_8);
        assertEquals(1, line.lines().count(), line);
        assertTrue(line.contains("\"failed\":[{\"seed\":"), line);
        assertTrue(line.contains("\"what\":\""), line);
    }

    @Test
    void anUnknownOptionOrBugIsAMistakeOfTheCaller() {
        assertEquals(Main.USAGE, run("simulate", "--speed", "9"));
        assertEquals(Main.USAGE, run("simulate", "--plant", "roses"));
        assertEquals(Main.USAGE, run("simulate", "--seeds"));
        assertEquals(Main.USAGE, run("simulate", "--seeds", "few"));
        assertEquals(Main.USAGE, run("simulate", "--seeds", "9..1"));
        assertEquals(Main.USAGE, run("simulate", "--faults", "rain"));
        assertTrue(complaint().contains("no such bug can be planted: roses"), complaint());
    }

    @Test
    void aMachineIsToldOfEveryMistakeInOneLineOfJson() {
        String[][] mistakes = {
            {"--json"},
            {"fly", "--json"},
            {"simulate", "--json", "--seeds", "9..1"},
            {"simulate", "--json", "--seeds", "few"},
            {"simulate", "--seeds", "1", "--plant", "\"roses\"", "--json"},
            {"simulate", "--json", "--seeds"},
            {"engine", "--ops", "fly", "--json"},
            {"stress", "--json", "--seconds", "many"},
            {"chaos", "--phones", "0", "--json"},
            {"fuzz", "--json", "--target", "fly"},
            {"text", "--json"},
            {"text", "none.json", "--json"},
        };
        for (String[] words : mistakes) {
            printed.reset();
            assertEquals(Main.FAILED, run(words), "a machine reads the line, not the status");
            assertErrorLine("CONFIGURATION");
        }
        assertTrue(complaint().contains("usage: lab"), "people are still told how it is called");
    }

    @Test
    void aMachineIsToldOfACrashInOneLineOfJson() {
        for (Throwable bug :
                List.of(new IllegalStateException("two\nlines"), new StackOverflowError())) {
            printed.reset();
            assertEquals(Main.FAILED, run(List.of("crash", "--json"), "", bug));
            assertErrorLine("INTERNAL");
        }
        assertTrue(complaint().contains("IllegalStateException"), complaint());
        assertTrue(complaint().contains("at dev.syncdb.lab.MainTest"), "the trace says where");
    }

    @Test
    void whatCrashesBehindItsLineSaysNoSecondOne() {
        Throwable bug = new IllegalStateException("late");

        assertEquals(Main.FAILED, run(List.of("crash", "--json"), "{}\n", bug));

        assertEquals("{}\n", printed.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aCrashSaysNothingOnStandardOutputToPeople() {
        assertEquals(Main.FAILED, run(List.of("crash"), "", new IllegalStateException("late")));

        assertEquals("", printed.toString(StandardCharsets.UTF_8));
    }

    private void assertErrorLine(String code) {
        String line = printed.toString(StandardCharsets.UTF_8);
        String start = "{\"error\":{\"code\":\"" + code + "\",\"message\":\"";
        assertEquals(1, line.lines().count(), line);
        assertTrue(line.startsWith(start), line);
        assertTrue(line.endsWith("\"}}" + System.lineSeparator()), line);
    }

    /** Runs a command that prints something, then fails. */
    private int run(List<String> words, String said, Throwable bug) {
        Main.Command crash = (arguments, out, errors) -> {
            out.print(said);
            if (bug instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) bug;
        };
        return Main.run(Map.of("crash", crash), words, stream(printed), stream(complained));
    }

    private int run(String... arguments) {
        return Main.run(arguments, stream(printed), stream(complained));
    }

    private String complaint() {
        return complained.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream stream(ByteArrayOutputStream target) {
        return new PrintStream(target, true, StandardCharsets.UTF_8);
    }
}
