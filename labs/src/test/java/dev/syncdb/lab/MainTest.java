package dev.syncdb.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

final class MainTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream errors = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @Test
    void anUnknownCommandIsNamedAndAnsweredWithTheUsage() {
        assertEquals(Main.USAGE, Main.run(new String[] {"fly"}, errors));

        String text = printed.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("unknown command: fly"), text);
        assertTrue(text.contains("usage: lab"), text);
    }
}
