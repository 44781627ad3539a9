package dev.syncdb.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.Incorrect;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

final class OptionsTest {
    private static final Options.Names NAMES =
            new Options.Names(Set.of("--port", "--token", "-c"), Set.of("--json"), 1);

    @Test
    void takesValuesFlagsAndOperandsInAnyOrder() {
        Options options = parse("file.sql", "--token", "a=b", "--json", "--token=c=d", "-c", "x");

        assertEquals("file.sql", options.operand());
        assertEquals(List.of("a=b", "c=d"), options.all("--token"));
        assertEquals("x", options.require("-c"));
        assertTrue(options.json());
        assertFalse(parse().json());
        assertNull(parse().operand());
        assertEquals("y", parse().value("-c", "y"));
    }

    @Test
    void readsNumbersWithinTheirBounds() {
        assertEquals(80, parse("--port", "80").number("--port", 7, 0, 65_535));
        assertEquals(7, parse().number("--port", 7, 0, 65_535));
        for (String wrong : List.of("-1", "65536", "http", "")) {
            assertTrue(
                    failure(() -> parse("--port=" + wrong).number("--port", 7, 0, 65_535))
                            .contains("0 to 65535"),
                    wrong);
        }
    }

    @Test
    void namesTheArgumentThatIsWrong() {
        assertTrue(failure(() -> parse("--fly")).contains("unknown option --fly"));
        assertTrue(failure(() -> parse("--json=yes")).contains("unknown option --json=yes"));
        assertTrue(failure(() -> parse("--port")).contains("--port needs a value"));
        assertTrue(failure(() -> parse("a", "b")).contains("unexpected argument b"));
        assertTrue(failure(() -> parse().require("--port")).contains("--port is missing"));
        assertTrue(failure(() -> parse("-c", "1", "-c", "2").find("-c")).contains("2 times"));
    }

    private static Options parse(String... arguments) {
        return Options.parse(List.of(arguments), NAMES);
    }

    private static String failure(Runnable call) {
        return assertThrows(Incorrect.class, call::run).getMessage();
    }
}
