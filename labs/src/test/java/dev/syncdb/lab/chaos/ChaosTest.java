package dev.syncdb.lab.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A small run, so that the command does not rot; the long ones are run by hand. */
final class ChaosTest {
    @Test
    void processesThatAreKilledLoseNothingThatWasAcknowledged() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int status = ChaosCommand.run(
                List.of("--seconds", "8", "--phones", "2", "--json"),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8));
        String printed = out.toString(StandardCharsets.UTF_8);
        assertEquals(0, status, () -> printed + errors.toString(StandardCharsets.UTF_8));
        assertEquals(1, printed.lines().count(), "one line of JSON");
        assertTrue(printed.contains("\"lost\":0,\"applied_twice\":0"), printed);
        assertTrue(printed.contains("\"equal\":true"), printed);
    }

    @Test
    void anOptionThatMakesNoSenseIsRefused() {
        for (List<String> wrong : List.of(
                List.of("--minutes"),
                List.of("--minutes", "0"),
                List.of("--phones", "many"),
                List.of("--fast", "1"))) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> ChaosOptions.parse(wrong, 1),
                    () -> wrong + " is no way to call it");
        }
    }

    @Test
    void minutesAreSixtySeconds() {
        assertEquals(
                new ChaosOptions(600, ChaosOptions.PHONES, 1, false),
                ChaosOptions.parse(List.of("--minutes", "10"), 1),
                "all else as usual");
    }
}
