package dev.syncdb.testkit.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

final class ReportTest {
    private static final Map<Fault, Integer> FAULTS = Map.of(Fault.CLOCK_JUMP, 2, Fault.DROP, 1);

    @Test
    void aRunThatHeldIsALine() {
        Report report = new Report(7, 120, FAULTS, 99, List.of(), List.of("1 ms: an event"));
        assertTrue(report.held());
        assertEquals(
                "seed 7 held: 120 acknowledged, faults {DROP=1, CLOCK_JUMP=2}",
                report.toString(),
                "the same in every process");
    }

    @Test
    void aRunThatBrokeSaysWhatAndWhatHappenedLast() {
        Report report = new Report(
                7, 1, Map.of(), 99, List.of("a word is lost"), List.of("1 ms: an event"));
        assertFalse(report.held());
        assertEquals("""
                seed 7 BROKE: 1 acknowledged, faults {}
                  a word is lost
                  the last events:
                    1 ms: an event""", report.toString());
    }
}
