package dev.syncdb.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

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
        assertEquals(0, run("simulate", "--seeds", "3..4", "--faults", "drop,crash-server"));

        String text = printed.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("2 seeds (3..4), 0 broke a promise"), text);
        assertTrue(text.contains("DROP: "), text);
        assertTrue(text.contains("DUPLICATE: 0 times"), "only the chosen faults strike: " + text);
    }

    @Test
    void aPlantedBugIsShownWithItsSeedAndLastEvents() {
        assertEquals(0, run("simulate", "--seeds", "1..8", "--plant", "page-drops-change"));

        String text = printed.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("BROKE"), text);
        assertTrue(text.contains("the last events:"), text);
    }

    @Test
    void anUnknownOptionOrBugIsAMistakeOfTheCaller() {
        assertEquals(Main.USAGE, run("simulate", "--speed", "9"));
        assertEquals(Main.USAGE, run("simulate", "--plant", "roses"));
        assertEquals(Main.USAGE, run("simulate", "--seeds"));
        assertTrue(complaint().contains("no such bug can be planted: roses"), complaint());
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
