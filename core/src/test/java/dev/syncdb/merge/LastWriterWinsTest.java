package dev.syncdb.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastWriterWinsTest {
    private static final long ME = 7;

    /** The stored value was written by commit 20 at 1,000 ms. */
    private static final long VERSION = 20;

    @ParameterizedTest(name = "base {0}, written by {1}, at {2}, value {3}: {4}")
    @CsvSource({
        // What its author had seen, it may replace, whatever the clocks say.
        "20, 8, 0,    other, ACCEPTED",
        "21, 8, 0,    other, ACCEPTED",
        "20, 0, 0,    same,  ACCEPTED",
        // Its own writes never stand against it.
        "19, 7, 0,    other, ACCEPTED",
        "0,  7, 9999, same,  ACCEPTED",
        // Unseen and the same: nothing to decide.
        "19, 8, 9999, same,  AGREED",
        "0,  0, 0,    same,  AGREED",
        // Unseen and different: the later edit stays, of two at one time the one that comes last.
        "19, 8, 1001, other, WON",
        "19, 8, 1000, other, WON",
        "19, 8, 999,  other, LOST",
        "0,  0, 1001, other, WON",
        "0,  0, 999,  other, LOST"
    })
    void theLaterOfTwoEditsThatDidNotKnowOfEachOtherStays(
            long base, long writer, long effectiveMillis, String value, Verdict expected) {
        CellVersion stored = new CellVersion(VERSION, writer, 1_000);
        Claim claim = new Claim(base, ME, effectiveMillis);
        Verdict verdict = LastWriterWins.decide(stored, Value.of("same"), claim, Value.of(value));
        assertEquals(expected, verdict);
    }

    @Test
    void anIntegerAndARealOfItsSizeAreTwoValues() {
        CellVersion stored = new CellVersion(VERSION, 8, 1_000);
        Claim claim = new Claim(0, ME, 2_000);
        assertEquals(
                Verdict.WON,
                LastWriterWins.decide(stored, Value.of(1), claim, Value.of(1.0)),
                "they are stored differently, so one of them gives way");
    }

    @Test
    void nothingGivesWayWithoutARecord() {
        for (Verdict verdict : Verdict.values()) {
            boolean different = verdict == Verdict.WON || verdict == Verdict.LOST;
            assertEquals(different, verdict.conflict(), verdict.name());
        }
        assertTrue(Verdict.ACCEPTED.written());
        assertTrue(Verdict.WON.written());
        assertFalse(Verdict.AGREED.written(), "it is there already, by its first author");
        assertFalse(Verdict.LOST.written());
    }
}
