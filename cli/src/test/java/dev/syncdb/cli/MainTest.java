package dev.syncdb.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;

final class MainTest {
    @Test
    void helpListsTheCommands() {
        Ran ran = Ran.of("help");

        assertEquals(0, ran.status());
        for (String command : List.of("serve", "sql", "schema", "demo")) {
            assertTrue(ran.out().contains("\n  " + command + " "), ran.out());
            Ran help = Ran.of(command, "--help");
            assertEquals(0, help.status());
            assertTrue(help.out().startsWith("usage: syncdb " + command), help.out());
        }
    }

    @Test
    void anUnknownCommandIsNamed() {
        Ran ran = Ran.of("fly");

        assertEquals(1, ran.status());
        assertTrue(ran.err().contains("unknown command: fly"), ran.err());
        assertEquals("", ran.out());
    }

    @Test
    void noCommandAtAllIsAFailure() {
        assertEquals(1, Ran.of().status());
    }

    @Test
    void anUnknownOptionIsNamedInTextAndInJson() {
        for (String command : List.of("serve", "sql", "schema", "demo")) {
            Ran ran = Ran.of(command, "--json", "--fly");

            assertEquals(1, ran.status());
            assertEquals("CONFIGURATION", ran.errorCode());
            assertTrue(ran.err().contains("unknown option --fly"), ran.err());
        }
    }

    @Test
    void forAMachineTheHelpIsOneLineTooAndSoIsEveryMistake() {
        for (String[] words : new String[][] {{"help", "--json"}, {"sql", "--help", "--json"}}) {
            Ran help = Ran.of(words);
            assertEquals(0, help.status());
            assertTrue(help.json().get("usage").toString().startsWith("usage: syncdb"));
        }
        for (String[] words : new String[][] {{"--json"}, {"fly", "--json"}}) {
            Ran ran = Ran.of(words);
            assertEquals(1, ran.status());
            assertEquals("CONFIGURATION", ran.errorCode());
        }
    }
}
