package dev.syncdb.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextBorderTest {
    private static final String WAVE = "\ud83d\udc4b";
    private static final String FLAG_D = "\ud83c\udde9";
    private static final String FLAG_E = "\ud83c\uddea";

    @ParameterizedTest
    @ValueSource(
            strings = {
                WAVE,
                "e\u0301", // with an accent
                "\u0915\u093f", // with a vowel sign that takes room
                "a\u20dd", // in a circle
                "\u2764\ufe0f", // with a variation selector
                "\r\n",
                "a\u200d", // with a joiner, and behind one
                "\u200da",
                WAVE + "\ud83c\udffb", // with the first tone and the last
                WAVE + "\ud83c\udfff",
                FLAG_D + FLAG_E,
                "\ud83c\udff4\udb40\udc20", // with the first tag and the last
                "\ud83c\udff4\udb40\udc7f"
            })
    void whatBelongsTogetherIsNotParted(String character) {
        assertTrue(TextBorder.isAt(character, 0));
        assertTrue(TextBorder.isAt(character, character.length()));
        for (int place = 1; place < character.length(); place++) {
            assertFalse(TextBorder.isAt(character, place), character + " at " + place);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ab",
                "\r\r",
                "\n\r",
                "a\n",
                "\n\n",
                "e\u00e9",
                "\u0301a",
                FLAG_D + "a",
                FLAG_D + WAVE,
                "a" + FLAG_D,
                WAVE + "\ud83c\udffa", // what is just below and above the tones, flags and tags
                WAVE + "\ud83d\udc00",
                FLAG_D + "\ud83c\udde5",
                FLAG_D + "\ud83c\ude00",
                "\ud83c\udde5" + FLAG_D,
                "\ud83c\ude00" + FLAG_D,
                "a\udb40\udc1f",
                "a\udb40\udc80",
                "\u200ca"
            })
    void whatIsTwoCharactersIsParted(String two) {
        int place = two.offsetByCodePoints(0, 1);
        assertTrue(TextBorder.isAt(two, place));
    }

    @Test
    void thereIsABorderAtEachEndOfNothing() {
        assertTrue(TextBorder.isAt("", 0));
        assertFalse(TextBorder.isInPair("", 0));
        assertFalse(TextBorder.isInPair(WAVE, 0));
        assertTrue(TextBorder.isInPair(WAVE, 1));
        assertFalse(TextBorder.isInPair(WAVE, 2));
    }

    @Test
    void aWordIsLettersDigitsAndTheirMarks() {
        String text = "in the sn\u00e4ke_ca\u0301se7, yes";
        for (int place = 8; place < 19; place++) {
            assertEquals(7, TextBorder.wordStart(text, place));
            assertEquals(19, TextBorder.wordEnd(text, place));
        }
        for (int place : new int[] {0, 2, 3, 6, 7, 19, 20, 21, 24}) {
            assertEquals(place, TextBorder.wordStart(text, place));
            assertEquals(place, TextBorder.wordEnd(text, place));
        }
        assertFalse(TextBorder.isInWord("\u732b\u72ac", 1), "two ideographs are two words");
        assertFalse(TextBorder.isInWord("a\u72ac", 1));
        assertTrue(TextBorder.isInWord(WAVE, 1), "nobody parts it");
        assertFalse(TextBorder.isInWord(WAVE + WAVE, 2));
    }

    @Test
    void whatIsTooLongIsNoWord() {
        String longest = "x".repeat(TextBorder.WORD_MAX);
        String text = " " + longest + "y" + longest + " ";
        int middle = 1 + TextBorder.WORD_MAX;
        assertEquals(1, TextBorder.wordStart(text, middle));
        assertEquals(middle + 1, TextBorder.wordStart(text, middle + 1));
        assertEquals(text.length() - 1, TextBorder.wordEnd(text, middle + 1));
        assertEquals(middle, TextBorder.wordEnd(text, middle));
    }

    @Test
    void halfOfAPairIsSeen() {
        assertFalse(TextBorder.hasHalf(""));
        assertFalse(TextBorder.hasHalf("a" + WAVE));
        assertTrue(TextBorder.hasHalf("\ud83da"));
        assertTrue(TextBorder.hasHalf("\udc4b\ud83d"));
    }
}
