package dev.syncdb.lab.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;

class ArgumentsTest {
    @Test
    void anOptionHasItsValueOrTheUsualOne() {
        Arguments given = read("--seed", "7", "--json", "--name", "x");
        assertTrue(given.json());
        assertTrue(given.has("--seed"));
        assertEquals(7, given.number("--seed", 1, 0, 9));
        assertEquals("x", given.text("--name", ""));
        assertFalse(read().json());
        assertFalse(read().has("--seed"));
        assertEquals(1, read().number("--seed", 1, 0, 9));
        assertEquals("", read().text("--name", ""));
    }

    @Test
    void ofTwoTheLastOneCounts() {
        assertEquals(8, read("--seed", "7", "--seed", "8").number("--seed", 1, 0, 9));
    }

    @Test
    void whatIsNoOptionOrHasNoValueIsRefusedByName() {
        assertEquals("unknown option --sed", refused("--sed", "7"));
        assertEquals("--seed needs a value", refused("--seed"));
        assertEquals("--seed needs a number from 0 to 9, not 10", refused("--seed", "10"));
        assertEquals("--seed needs a number from 0 to 9, not x", refused("--seed", "x"));
        assertEquals("--seed needs a number from 0 to 9, not -1", refused("--seed", "-1"));
    }

    private static String refused(String... words) {
        return assertThrows(
                        IllegalArgumentException.class, () -> read(words).number("--seed", 1, 0, 9))
                .getMessage();
    }

    private static Arguments read(String... words) {
        return Arguments.of(List.of(words), List.of("--seed", "--name"));
    }
}
