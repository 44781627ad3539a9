package dev.syncdb.lab.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.lab.engine.measure.Pace;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

final class EngineOptionsTest {
    @Test
    void withoutArgumentsAllIsMeasuredAtTheUsualSize() {
        EngineOptions options = parse();

        assertEquals(100_000, options.rows());
        assertEquals(Pace.ROUNDS_MIN, options.pace().rounds());
        assertTrue(options.has("point_hot") && options.has("journal"));
        assertFalse(options.json() || options.check() || options.pace().quick());
    }

    @Test
    void aQuickRunIsSmallUnlessToldOtherwise() {
        assertEquals(2_000, parse("--quick").rows());
        assertEquals(2, parse("--quick").pace().rounds());
        assertEquals(5_000, parse("--rows", "5000", "--quick").rows());
        assertEquals(3, parse("--quick", "--rounds", "3").pace().rounds());
    }

    @Test
    void onlyTheChosenPartsAreMeasured() {
        assertEquals(Set.of("update", "memory"), parse("--ops", "update,memory").parts());
    }

    @Test
    void whatMakesNoSenseIsRefusedWithItsReason() {
        refused("unknown option --speed", "--speed");
        refused("--rows needs a value", "--rows");
        refused("--rows is no number: many", "--rows", "many");
        refused("--rows is 10; it may be 2000 to", "--rows", "10");
        refused("--rounds is 0; it may be 1 to", "--rounds", "0");
        refused("no such operation: walk", "--ops", "update,walk");
    }

    private static EngineOptions parse(String... arguments) {
        return EngineOptions.parse(List.of(arguments));
    }

    private static void refused(String reason, String... arguments) {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> parse(arguments));
        assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
    }
}
