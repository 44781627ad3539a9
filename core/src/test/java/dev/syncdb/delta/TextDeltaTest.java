package dev.syncdb.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.delta.TextDelta.Hunk;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;

class TextDeltaTest {
    private static final int TRIES = 2_000;
    private static final String GRIN = "\ud83d\ude05";

    private static Hunk hunk(int retain, int delete, String insert) {
        return new Hunk(retain, delete, insert);
    }

    private static TextDelta delta(Hunk... hunks) {
        return TextDelta.of(List.of(hunks));
    }

    private static TextDelta replace(int at, int delete, String insert) {
        return delta(hunk(at, delete, insert));
    }

    @Test
    void whatDoesNothingIsLeftOut() {
        TextDelta delta = delta(
                hunk(1, 0, ""), hunk(2, 1, ""), hunk(0, 0, ""), hunk(3, 0, "x"), hunk(9, 0, ""));
        assertEquals(List.of(hunk(3, 1, ""), hunk(3, 0, "x")), delta.hunks());
        assertSame(TextDelta.NONE, delta(hunk(7, 0, "")));
        assertSame(TextDelta.NONE, delta());
        assertTrue(TextDelta.NONE.isNone());
        assertFalse(delta.isNone());
    }

    @Test
    void hunksWithNothingBetweenThemAreOne() {
        TextDelta delta = delta(hunk(2, 1, "a"), hunk(0, 2, "b"), hunk(0, 0, "c"), hunk(1, 0, "d"));
        assertEquals(List.of(hunk(2, 3, "abc"), hunk(1, 0, "d")), delta.hunks());
        assertEquals("01abc5d67", delta.applied("01234567"));
    }

    @Test
    void itKnowsItsSizes() {
        TextDelta delta = delta(hunk(2, 3, "ab"), hunk(1, 0, GRIN), hunk(4, 5, ""));
        assertEquals(15, delta.lengthMin());
        assertEquals(8, delta.deleted());
        assertEquals(4, delta.inserted());
        assertEquals(-4, delta.growth());
        assertEquals(3, replace(0, 1, "wxyz").growth());
        assertEquals(0, TextDelta.NONE.lengthMin());
    }

    @Test
    void aNegativeCountIsNoHunk() {
        assertThrows(IllegalArgumentException.class, () -> hunk(-1, 0, "x"));
        assertThrows(IllegalArgumentException.class, () -> hunk(0, -1, "x"));
    }

    @Test
    void noDeltaIsOfATextThatIsTooLongToBe() {
        int most = Integer.MAX_VALUE;
        assertEquals(most, delta(hunk(most - 1, 1, "")).lengthMin());
        assertThrows(IllegalArgumentException.class, () -> delta(hunk(most, 1, "")));
        assertThrows(
                IllegalArgumentException.class, () -> delta(hunk(most, 0, "x"), hunk(1, 0, "y")));
        assertThrows(IllegalArgumentException.class, () -> replace(0, most, "")
                .then(replace(most, 0, "x")));
        assertEquals("3", replace(3, 0, "").then(TextDelta.NONE).applied("3"), "kept at the end");
    }

    @Test
    void aTextThatIsTooShortIsNotEdited() {
        TextDelta delta = replace(3, 2, "x");
        assertEquals("012x", delta.applied("01234"));
        assertThrows(IllegalArgumentException.class, () -> delta.applied("0123"));
        assertThrows(IllegalArgumentException.class, () -> delta.inverse("0123"));
        assertThrows(IllegalArgumentException.class, () -> delta.splits("0123"));
    }

    @Test
    void halfOfASurrogatePairIsNoPlaceToEdit() {
        String text = "a" + GRIN + "b";
        assertTrue(replace(2, 0, "x").splits(text), "an insertion in it");
        assertTrue(replace(2, 1, "").splits(text), "its second half goes");
        assertTrue(replace(1, 1, "").splits(text), "its first half goes");
        assertTrue(replace(0, 2, "").splits(text));
        assertTrue(delta(hunk(0, 1, ""), hunk(1, 0, "x")).splits(text), "the second hunk");
        assertTrue(replace(0, 0, "\ud83d").splits(text), "half of one is inserted");
        assertTrue(replace(4, 0, "\ude05x").splits(text));
        assertTrue(replace(4, 0, "x\ud83dy").splits(text));
        assertFalse(replace(1, 2, GRIN + "x").splits(text), "the whole of it goes");
        assertFalse(delta(hunk(0, 0, "x"), hunk(1, 0, "y"), hunk(2, 0, "z")).splits(text));
        assertFalse(replace(0, 4, "").splits(text));
        assertFalse(TextDelta.NONE.splits(text));
    }

    @Test
    void oneAfterTheOtherIsOne() {
        TextDelta typed = replace(2, 0, "abc");
        assertEquals(replace(2, 0, "abcd"), typed.then(replace(5, 0, "d")));
        assertEquals(replace(2, 0, "ac"), typed.then(replace(3, 1, "")));
        assertSame(TextDelta.NONE, typed.then(replace(2, 3, "")), "taken back");
        assertEquals(replace(1, 2, "x"), typed.then(replace(1, 5, "x")));
        assertEquals(replace(1, 4, ""), replace(2, 2, "").then(replace(1, 2, "")));
        assertEquals(typed, typed.then(TextDelta.NONE));
        assertEquals(typed, TextDelta.NONE.then(typed));
        assertEquals(delta(hunk(2, 0, "abc"), hunk(4, 0, "z")), typed.then(replace(9, 0, "z")));
    }

    @Test
    void ofTwoInsertionsAtOnePlaceOneGoesLeft() {
        TextDelta mine = replace(1, 0, "M");
        TextDelta theirs = replace(1, 0, "T");
        assertEquals(replace(1, 0, "M"), mine.over(theirs, true));
        assertEquals(replace(2, 0, "M"), mine.over(theirs, false));
        assertEquals("0TM1", theirs.then(mine.over(theirs, false)).applied("01"));
        assertEquals("0MT1", theirs.then(mine.over(theirs, true)).applied("01"));
    }

    @Test
    void whatIsInsertedAmidWhatTheOtherDeletesStays() {
        TextDelta mine = replace(3, 0, "M");
        TextDelta theirs = replace(1, 4, "T");
        assertEquals(replace(2, 0, "M"), mine.over(theirs, true), "not at one place: behind");
        assertEquals("0TM56", theirs.then(mine.over(theirs, true)).applied("0123456"));
        assertEquals(
                delta(hunk(1, 2, "T"), hunk(1, 2, "")),
                theirs.over(mine, true),
                "all around is deleted");
    }

    @Test
    void whatBothDeleteIsDeletedOnce() {
        TextDelta mine = replace(1, 4, "");
        TextDelta theirs = replace(3, 4, "");
        assertEquals(replace(1, 2, ""), mine.over(theirs, true));
        assertEquals(replace(1, 2, ""), theirs.over(mine, false));
        assertSame(TextDelta.NONE, mine.over(mine, true));
    }

    @ParameterizedTest(name = "{0}, staying {1}: {2}")
    @CsvSource({
        // of 0123456789 comes 0123ABC4-78XY, for 56 and 9 go, and - comes in their place
        "0, true, 0",
        "3, true, 3",
        "3, false, 3",
        "4, true, 4",
        "4, false, 7",
        "5, true, 8",
        "5, false, 9",
        "6, true, 8",
        "6, false, 9",
        "7, true, 9",
        "7, false, 9",
        "8, true, 10",
        "8, false, 10",
        "9, true, 11",
        "9, false, 13",
        "10, true, 13",
        "10, false, 13"
    })
    void aCursorGoesWithTheTextAroundIt(int position, boolean stays, int after) {
        TextDelta delta = delta(hunk(4, 0, "ABC"), hunk(1, 2, "-"), hunk(2, 1, "XY"));
        assertEquals("0123ABC4-78XY", delta.applied("0123456789"));
        assertEquals(after, delta.moved(position, stays));
    }

    @Test
    void editsOverlapWhereOneTouchesWhatTheOtherDoes() {
        requireOverlap(true, replace(2, 3, ""), replace(3, 0, "x"));
        requireOverlap(true, replace(2, 3, ""), replace(4, 0, "x"));
        requireOverlap(true, replace(2, 3, ""), replace(4, 3, ""));
        requireOverlap(true, replace(2, 3, ""), replace(3, 1, "x"));
        requireOverlap(true, replace(2, 3, "a"), replace(2, 3, "b"));
        requireOverlap(true, replace(2, 3, ""), replace(2, 3, "b"));
        requireOverlap(true, replace(2, 3, "a"), replace(2, 2, "a"));
        requireOverlap(true, replace(2, 3, "a"), replace(3, 2, "a"));
        requireOverlap(
                true,
                delta(hunk(0, 0, "x"), hunk(1, 1, ""), hunk(9, 1, "")),
                delta(hunk(5, 1, ""), hunk(4, 3, "")));
    }

    @Test
    void editsDoNotOverlapWhereTheyMeetOrAgree() {
        requireOverlap(false, replace(2, 3, ""), replace(2, 0, "x"));
        requireOverlap(false, replace(2, 3, ""), replace(5, 0, "x"));
        requireOverlap(false, replace(2, 3, ""), replace(5, 2, "x"));
        requireOverlap(false, replace(2, 0, "y"), replace(2, 0, "x"));
        requireOverlap(false, replace(2, 3, ""), replace(2, 3, ""));
        requireOverlap(false, replace(2, 3, "a"), replace(2, 3, "a"));
        requireOverlap(false, replace(2, 3, "a"), TextDelta.NONE);
        requireOverlap(
                false,
                delta(hunk(0, 1, ""), hunk(3, 1, "x"), hunk(3, 1, "")),
                delta(hunk(2, 1, ""), hunk(1, 1, "x"), hunk(1, 1, "")));
    }

    private static void requireOverlap(boolean overlap, TextDelta one, TextDelta other) {
        assertEquals(overlap, one.overlaps(other), one + " and " + other);
        assertEquals(overlap, other.overlaps(one), other + " and " + one);
    }

    @Test
    void aTypoThatTwoMendIsMendedOnce() {
        String text = "teh cat sat on teh mat";
        TextDelta mine = delta(hunk(0, 3, "the"), hunk(2, 1, "u"), hunk(9, 3, "the"));
        TextDelta theirs = delta(hunk(0, 3, "the"), hunk(12, 3, "a"), hunk(4, 0, "!"));
        TextDelta rest = mine.without(theirs);
        assertEquals(delta(hunk(5, 1, "u"), hunk(9, 3, "the")), rest);
        String merged = "the cut sat on athe mat!";
        assertEquals(merged, theirs.then(rest.over(theirs, false)).applied(text));
        assertEquals(merged, mine.then(theirs.without(mine).over(mine, true)).applied(text));
        assertSame(TextDelta.NONE, replace(1, 2, "x").without(replace(1, 2, "x")));
    }

    @Test
    void onlyTheVerySameReplacementIsLeftOut() {
        TextDelta typed = replace(2, 0, "x");
        assertEquals(typed, typed.without(typed), "both may mean theirs");
        TextDelta deleted = replace(2, 2, "");
        assertEquals(deleted, deleted.without(deleted), "deleting twice is deleting once");
        TextDelta replaced = replace(2, 2, "x");
        assertEquals(replaced, replaced.without(TextDelta.NONE));
        assertEquals(replaced, replaced.without(replace(2, 2, "y")));
        assertEquals(replaced, replaced.without(replace(2, 3, "x")));
        assertEquals(replaced, replaced.without(replace(1, 2, "x")));
        assertEquals(replaced, replaced.without(replace(3, 2, "x")));
        assertSame(
                TextDelta.NONE, replaced.without(delta(hunk(0, 1, "x"), hunk(1, 2, "x"))), "later");
    }

    @Test
    void itIsEqualByWhatItDoes() {
        assertEquals(replace(1, 2, "x"), replace(1, 2, "x"));
        assertEquals(replace(1, 2, "x").hashCode(), replace(1, 2, "x").hashCode());
        assertNotEquals(replace(1, 2, "x"), replace(1, 2, "y"));
        assertNotEquals(replace(1, 2, "x"), (Object) "x");
        assertEquals("1 +\"x\" -2, 3 -1, 2 +\"y\"", shown());
        assertEquals("", TextDelta.NONE.toString());
    }

    private static String shown() {
        return delta(hunk(1, 2, "x"), hunk(3, 1, ""), hunk(2, 0, "y")).toString();
    }

    @Test
    void theLawsHoldForAnyEdits() {
        for (int seed = 0; seed < TRIES; seed++) {
            RandomDeltas any = new RandomDeltas(seed);
            String text = any.text(12);
            TextDelta mine = any.of(text);
            TextDelta theirs = any.of(text);
            String context = "seed " + seed + ": " + mine + " and " + theirs + " of " + text;
            requireCanonical(mine, context);
            String after = mine.applied(text);
            TextDelta next = any.of(after);
            assertEquals(next.applied(after), mine.then(next).applied(text), context + next);
            requireCanonical(mine.then(next), context);
            TextDelta back = mine.inverse(text);
            assertEquals(text, back.applied(after), context);
            assertEquals(text, mine.then(back).applied(text), context);
            assertEquals(mine.growth(), after.length() - text.length(), context);
            assertFalse(mine.splits(text), context);
            requireMeeting(text, mine, theirs, context);
            requireMeeting(text, mine.without(theirs), theirs, context);
            TextDelta my = mine.without(theirs);
            TextDelta their = theirs.without(mine);
            assertEquals(
                    mine.then(their.over(mine, true)).applied(text),
                    theirs.then(my.over(theirs, false)).applied(text),
                    context);
            assertEquals(mine.overlaps(theirs), theirs.overlaps(mine), context);
            requireCursors(text, mine, context);
        }
    }

    /** Whichever way they go, they make the same text, with all that both inserted. */
    private static void requireMeeting(
            String text, TextDelta mine, TextDelta theirs, String context) {
        TextDelta mineOver = mine.over(theirs, true);
        TextDelta theirsOver = theirs.over(mine, false);
        requireCanonical(mineOver, context);
        String merged = theirs.then(mineOver).applied(text);
        assertEquals(merged, mine.then(theirsOver).applied(text), context);
        assertFalse(mineOver.splits(theirs.applied(text)), context);
        assertEquals(mine.inserted(), mineOver.inserted(), context);
        assertTrue(mineOver.deleted() <= mine.deleted(), context);
        if (!mine.overlaps(theirs)) {
            TextDelta both = mine.then(theirsOver);
            assertEquals(mine.inserted() + theirs.inserted(), both.inserted(), context);
        }
    }

    /** Cursors keep their order, and go where an insertion would but amid what is deleted. */
    private static void requireCursors(String text, TextDelta delta, String context) {
        for (boolean stays : new boolean[] {true, false}) {
            int last = 0;
            for (int position = 0; position <= text.length(); position++) {
                int moved = delta.moved(position, stays);
                TextDelta typed = replace(position, 0, "|");
                if (!typed.overlaps(delta)) {
                    TextDelta over = typed.over(delta, stays);
                    assertEquals(replace(moved, 0, "|"), over, context + " at " + position);
                }
                assertTrue(moved >= last, context + " at " + position);
                last = moved;
            }
        }
    }

    private static void requireCanonical(TextDelta delta, String context) {
        assertEquals(delta, TextDelta.of(new ArrayList<>(delta.hunks())), context);
        assertEquals(delta, TextDelta.read(delta.toBytes()), context);
    }
}
