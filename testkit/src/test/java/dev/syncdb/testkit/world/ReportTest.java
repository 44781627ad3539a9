package dev.syncdb.testkit.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.testkit.fault.Broken;
import dev.syncdb.testkit.fault.Fault;
import dev.syncdb.testkit.fault.Promise;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

final class ReportTest {
    private static Report report(List<Broken> broken) {
        Map<Fault, Integer> faults = Map.of(Fault.CLOCK_JUMPED, 2, Fault.DROPPED, 1);
        Report.Totals totals =
                new Report.Totals(120, 0, 0, 9_000, 30, faults, Map.of(Promise.KEPT, 5));
        return new Report(7, totals, 99, broken, List.of("1 ms: an event"));
    }

    @Test
    void aRunThatHeldIsALine() {
        Report report = report(List.of());
        assertTrue(report.held());
        assertEquals(
                "seed 7 held: 120 acknowledged, faults {DROPPED=1, CLOCK_JUMPED=2}",
                report.toString(),
                "the same in every process");
    }

    @Test
    void aRunThatBrokeSaysWhatAndWhatHappenedLast() {
        Report report = report(List.of(new Broken(Promise.KEPT, "a word is lost")));
        assertFalse(report.held());
        assertEquals("""
                seed 7 BROKE: 120 acknowledged, faults {DROPPED=1, CLOCK_JUMPED=2}
                  KEPT: a word is lost
                  the last events:
                    1 ms: an event""", report.toString());
    }
}
