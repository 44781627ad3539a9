package dev.syncdb.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.schema.MergeRule;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ClashTest {
    private static final long ME = 7;
    private static final long BOB = 8;

    /** The stored value was written by commit 20 at 1,000 ms. */
    private static final long VERSION = 20;

    private static final Value STORED = Value.of("same");

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
        Clash clash = new Clash(stored, STORED, claim, Value.of(value));
        assertEquals(expected, clash.decide(MergeRule.LWW));
        assertEquals(expected, clash.decide(MergeRule.COUNTER), "a counter that is set");
        assertEquals(expected, clash.decide(MergeRule.ORSET), "a set that is written whole");
        assertEquals(expected, clash.decide(MergeRule.LIST), "a list that is written whole");
        assertEquals(expected, clash.decide(MergeRule.MAP), "a map that is written whole");
        assertEquals(expected, clash.decide(MergeRule.MERGED), "a text that is written whole");
    }

    @ParameterizedTest(name = "{0}, written by {1}, earlier {2}, later {3}")
    @CsvSource({
        "LWW_ARRIVAL, 8, WON,  WON",
        "LWW_ARRIVAL, 0, WON,  WON",
        "FIRST_WINS,  8, LOST, LOST",
        "FIRST_WINS,  0, LOST, LOST",
        "SERVER_WINS, 8, LOST, WON",
        "SERVER_WINS, 0, LOST, LOST",
        "CLIENT_WINS, 8, LOST, WON",
        "CLIENT_WINS, 0, WON,  WON"
    })
    void aRuleLooksAtWhoWroteOrAtWhatCameFirst(
            MergeRule rule, long writer, Verdict earlier, Verdict later) {
        CellVersion stored = new CellVersion(VERSION, writer, 1_000);
        Value other = Value.of("other");
        assertEquals(earlier, new Clash(stored, STORED, new Claim(0, ME, 999), other).decide(rule));
        assertEquals(later, new Clash(stored, STORED, new Claim(0, ME, 1_001), other).decide(rule));
    }

    @ParameterizedTest(name = "{0} was there, {1} arrives: smallest {2}, largest {3}")
    @CsvSource({
        "5,    3,   WON,  LOST",
        "5,    7,   LOST, WON",
        "5,    4.5, WON,  LOST",
        "b,    a,   WON,  LOST",
        "5,    a,   LOST, WON",
        "NULL, 5,   WON,  WON",
        "5,    5.0, LOST, WON",
        "5.0,  5,   WON,  LOST",
        "5,    NULL, LOST, LOST"
    })
    void theSmallestOrTheLargestValueStaysAndNullIsNone(
            String there, String arrives, Verdict smallest, Verdict largest) {
        CellVersion stored = new CellVersion(VERSION, BOB, 1_000);
        Clash clash = new Clash(stored, value(there), new Claim(0, ME, 500), value(arrives));
        assertEquals(smallest, clash.decide(MergeRule.MIN));
        assertEquals(largest, clash.decide(MergeRule.MAX));
    }

    @ParameterizedTest
    @EnumSource(MergeRule.class)
    void noRuleStandsInTheWayOfWhoHadSeenWhatWasThere(MergeRule rule) {
        CellVersion stored = new CellVersion(VERSION, CellVersion.BACKEND, 1_000);
        Claim claim = new Claim(VERSION, ME, 0);
        assertEquals(
                Verdict.ACCEPTED, new Clash(stored, STORED, claim, Value.of("other")).decide(rule));
    }

    @Test
    void whatTheAuthorItselfWroteIsSeenFromTheCommitOnThatItsClaimSays() {
        CellVersion own = new CellVersion(VERSION, ME, 1_000);
        assertFalse(new Claim(0, ME, 0).concurrentWith(own));
        assertTrue(new Claim(0, ME, 0, VERSION + 1).concurrentWith(own));
        assertFalse(new Claim(VERSION, ME, 0, VERSION + 1).concurrentWith(own), "it is below");
        assertFalse(new Claim(0, ME, 0, VERSION).concurrentWith(own), "a part of the same");
    }

    @Test
    void anIntegerAndARealOfItsSizeAreTwoValues() {
        CellVersion stored = new CellVersion(VERSION, BOB, 1_000);
        Clash clash = new Clash(stored, Value.of(1), new Claim(0, ME, 2_000), Value.of(1.0));
        assertEquals(
                Verdict.WON,
                clash.decide(MergeRule.LWW),
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

    private static Value value(String text) {
        if (text.equals("NULL")) {
            return Value.NULL;
        }
        if (text.contains(".")) {
            return Value.of(Double.parseDouble(text));
        }
        return Character.isDigit(text.charAt(0)) ? Value.of(Long.parseLong(text)) : Value.of(text);
    }
}
