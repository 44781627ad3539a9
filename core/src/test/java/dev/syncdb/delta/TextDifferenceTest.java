package dev.syncdb.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TextDifferenceTest {
    private static final int TRIES = 5_000;

    static TextDelta between(String before, String after, String context) {
        TextDelta delta = TextDifference.between(before, after);
        assertEquals(after, delta.applied(before), context);
        assertFalse(delta.splits(before), context);
        assertEquals(delta, TextDelta.of(delta.hunks()), context);
        return delta;
    }

    @Test
    void whatItFindsMakesOneOfTheOther() {
        for (int seed = 0; seed < TRIES; seed++) {
            RandomDeltas any = new RandomDeltas(seed);
            String before = any.text(40);
            between(before, any.text(40), "seed " + seed);
            between(before, any.of(before).applied(before), "seed " + seed);
        }
        assertSame(TextDelta.NONE, TextDifference.between("same", "same"));
        assertTrue(TextDifference.isRewrite(
                "0123456789abcdef", "X", between("0123456789abcdef", "X", "")));
    }

    @Test
    void whatComesOrGoesBeginsAndEndsBetweenWords() {
        assertEquals(
                "0 +\"an old \"", between("a cat", "an old a cat", "put in").toString());
        assertEquals("0 -7", between("an old a cat", "a cat", "taken out").toString());
        assertEquals(
                "3 +\"v2, \"",
                between("or v0, v1", "or v2, v0, v1", "amid others").toString());
        assertEquals("3 +\"t\"", between("mater", "matter", "within a word").toString());
    }

    @Test
    void anEmojiBesideOneThatBeginsTheSameIsLeftAlone() {
        assertEquals("3 +\"😀\"", between("ab 😁 ", "ab 😀😁 ", "put in").toString());
        assertEquals("3 -2", between("ab 😀😁", "ab 😁", "taken out").toString());
        assertEquals("2 -2", between("😀😁", "😀", "taken out at the end").toString());
        assertEquals(
                "0 +\"😂\", 7 +\"😃\"",
                between("😁 and 😄", "😂😁 and 😃😄", "at two places").toString());
    }
}
