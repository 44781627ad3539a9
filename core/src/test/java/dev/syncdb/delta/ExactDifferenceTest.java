package dev.syncdb.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.syncdb.delta.TextDelta.Hunk;

import org.junit.jupiter.api.Test;

import java.util.List;

class ExactDifferenceTest {
    private static final int TRIES = 5_000;

    @Test
    void itMakesOneOfTheOtherAndSplitsNothing() {
        for (int seed = 0; seed < TRIES; seed++) {
            RandomDeltas any = new RandomDeltas(seed);
            String before = any.text(40);
            String after = any.below(2) == 0 ? any.text(40) : any.of(before).applied(before);
            TextDelta exact = TextDifference.exact(before, after);
            assertEquals(after, exact.applied(before), "seed " + seed);
            assertFalse(exact.splits(before), "seed " + seed);
            assertEquals(exact, TextDelta.of(exact.hunks()), "seed " + seed);
        }
        assertSame(TextDelta.NONE, TextDifference.exact("same", "same"));
    }

    @Test
    void everyLetterThatBothHaveIsKept() {
        TextDelta exact = TextDifference.exact("abcdef", "xbxdxf");
        assertEquals(
                TextDelta.of(
                        List.of(new Hunk(0, 1, "x"), new Hunk(1, 1, "x"), new Hunk(1, 1, "x"))),
                exact);
        assertEquals(
                TextDelta.of(List.of(new Hunk(0, 6, "xbxdxf"))),
                TextDifference.between("abcdef", "xbxdxf"),
                "while what one person did is one edit");
    }

    @Test
    void ofTwoCharactersThatShareAHalfNothingIsKept() {
        TextDelta exact = TextDifference.exact("a\ud83d\ude05b", "a\ud83d\ude06b");
        assertEquals(TextDelta.of(List.of(new Hunk(1, 2, "\ud83d\ude06"))), exact);
    }
}
