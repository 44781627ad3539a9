package dev.syncdb.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.delta.TextDelta.Hunk;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Locale;
import java.util.Random;

class TextDifferenceTest {
    private static final int TRIES = 2_000;

    /** What is found, and makes the one text of the other. */
    static TextDelta between(String before, String after, String context) {
        TextDelta delta = TextDifference.between(before, after);
        assertEquals(after, delta.applied(before), context);
        assertFalse(delta.splits(before), context);
        assertEquals(delta, TextDelta.of(delta.hunks()), context);
        assertEquals(delta, TextDelta.read(delta.toBytes()), context);
        return delta;
    }

    @ParameterizedTest(name = "{0} became {1}: {2}")
    @CsvSource({
        "'',            '',            ''",
        "'',            typed,         '0 +\"typed\"'",
        "gone,          '',            0 -4",
        "a text,        ä text,        '0 +\"ä\" -1'",
        "a text,        a text.,       '6 +\".\"'",
        "a text,        My a text,     '0 +\"My \"'",
        "a text,        a long text,   '2 +\"long \"'",
        "a long text,   a text,        2 -5",
        "aaa,           aaaa,          '3 +\"a\"'",
        "abab,          ab,            2 -2",
        "colour,        color,         4 -1",
        // What is between two edits stays if it is three units long, or is replaced as well.
        "1 and 2,       1a and 2b,     '1 +\"a\", 6 +\"b\"'",
        "1 a 2,         1b a 2c,       '1 +\"b\", 4 +\"c\"'",
        "(a),           x(a)y,         '0 +\"x\", 3 +\"y\"'",
        "(a,            x(ay,          '0 +\"x(ay\" -2'",
        "..(a)..,       ..x(a)y..,     '2 +\"x\", 3 +\"y\"'",
        "..()..,        ..x()y..,      '2 +\"x\", 2 +\"y\"'",
        // Of a word, no less than half stays, or all of it is replaced.
        "a abcd d,      a abXY d,      '4 +\"XY\" -2'",
        "a abcd d,      a aXYZ d,      '2 +\"aXYZ\" -4'",
        "a abcd d,      a XYcd d,      '2 +\"XY\" -2'",
        "a abcd d,      a XYZd d,      '2 +\"XYZd\" -4'",
        "abcd,          aXYZ,          '0 +\"aXYZ\" -4'",
        "abcd,          XYZd,          '0 +\"XYZd\" -4'",
        "abcdefg,       aVWXYZg,       '0 +\"aVWXYZg\" -7'",
        "hello world.., helXYld..,     '3 +\"XYld\" -8'",
        "world hello.., wXYlo..,       '0 +\"wXYlo\" -11'",
        "a sun is,      a sandal is,   '2 +\"sandal\" -3'",
        "abcdefgh,      ab,            2 -6",
        "abcdefgh,      gh,            0 -6",
        "ab,            abXYZ..,       '2 +\"XYZ..\"'",
        "one two one,   one six one,   '4 +\"six\" -3'"
    })
    void itFindsWhatSomebodyDid(String before, String after, String expected) {
        assertEquals(expected, between(before, after, before).toString());
    }

    @ParameterizedTest(name = "{0} became {1}: {2}")
    @CsvSource({
        "a\ud83d\ude00b,  a\ud83d\ude01b,       '1 +\"\ud83d\ude01\" -2'",
        "a\ud83d\ude00b,  a\ud83c\ude00b,       '1 +\"\ud83c\ude00\" -2'",
        "\ud83d\ude00,    \ud83d\ude00\ud83d\ude00, '2 +\"\ud83d\ude00\"'",
        "cafe ole,        cafe\u0301 ole,       '3 +\"e\u0301\" -1'",
        "cafe\u0301 ole,  cafe ole,             '3 +\"e\" -2'",
        "cafe\u0300 ole,  cafe\u0301 ole,       '3 +\"e\u0301\" -2'",
        "a\u2764b,        a\u2764\ufe0fb,       '1 +\"\u2764\ufe0f\" -1'"
    })
    void whatPeopleSeeAsOneIsReplacedAsOne(String before, String after, String expected) {
        assertEquals(expected, between(before, after, before).toString());
    }

    @Test
    void theEndOfALineIsOne() {
        TextDelta delta = between("a\r\nb", "a\nb", "to one unit");
        assertEquals(List.of(new Hunk(1, 2, "\n")), delta.hunks());
        delta = between("a\nb", "a\r\nb", "to two units");
        assertEquals(List.of(new Hunk(1, 1, "\r\n")), delta.hunks());
    }

    @Test
    void aWordThatEndsInAMarkIsReplacedWithIt() {
        TextDelta delta = between("x \u0301abcd", "x \u0301aXYZ", "a mark behind a blank");
        assertEquals(List.of(new Hunk(1, 6, " \u0301aXYZ")), delta.hunks());
    }

    @Test
    void whatItFindsMakesTheOneOfTheOther() {
        for (int seed = 0; seed < TRIES; seed++) {
            RandomDeltas any = new RandomDeltas(seed);
            String before = any.text(40);
            between(before, any.text(40), "seed " + seed);
            between(before, any.of(before).applied(before), "seed " + seed);
            assertSame(TextDelta.NONE, TextDifference.between(before, before), "seed " + seed);
        }
    }

    @Test
    void editsFarApartAreFoundEachAlone() {
        StringBuilder before = new StringBuilder();
        StringBuilder after = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            before.append("word").append(i).append(" of a sentence. ");
            after.append("word").append(i).append(i % 5 == 0 ? " of one" : " of a");
            after.append(" sentence. ");
        }
        TextDelta delta = between(before.toString(), after.toString(), "");
        assertEquals(100, delta.hunks().size());
        assertEquals(100, delta.deleted());
        assertEquals(300, delta.inserted());
    }

    @Test
    void whatDiffersInMuchIsComparedByLinesAndThenByUnits() {
        Random random = new Random(1);
        StringBuilder before = new StringBuilder("begin\n");
        StringBuilder after = new StringBuilder("begin!\n");
        for (int i = 0; i < 200; i++) {
            String line = letters(random, 60) + "\n";
            before.append(line).append(i % 2 == 0 ? letters(random, 60) + ".\n" : "");
            after.append(line).append(i % 2 == 0 ? other(random, 60) + ".\n" : "");
        }
        TextDelta delta = between(before + "end.", after + "end", "");
        assertEquals(102, delta.hunks().size());
        assertEquals(new Hunk(5, 0, "!"), delta.hunks().get(0));
        assertEquals(60, delta.hunks().get(1).delete());
        assertEquals(60, delta.hunks().get(1).insert().length());
        assertEquals(1 + 61, delta.hunks().get(1).retain());
    }

    @Test
    void aLongLineThatDiffersInMuchIsComparedByWords() {
        Random random = new Random(1);
        StringBuilder before = new StringBuilder();
        StringBuilder after = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            String word = letters(random, 30) + " ";
            before.append(word).append(letters(random, 30)).append(' ');
            after.append(word).append(other(random, 30)).append(' ');
        }
        TextDelta delta = between(before.toString(), after.toString(), "");
        assertEquals(200, delta.hunks().size());
        for (Hunk hunk : delta.hunks()) {
            assertEquals(30, hunk.delete());
            assertEquals(30, hunk.insert().length());
        }
    }

    @Test
    void whatHasNothingInCommonIsReplaced() {
        Random random = new Random(1);
        String before = letters(random, 5_000);
        String after = letters(random, 5_000);
        requireReplaced(between(before, after, "one word each"));
        before = "x" + before;
        assertEquals(
                2,
                between(before + "\nand\n" + before, after + "\nand\n" + after, "")
                        .hunks()
                        .size());
        StringBuilder lines = new StringBuilder();
        StringBuilder others = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            lines.append(letters(random, 8)).append('\n');
            others.append(letters(random, 8)).append('\n');
        }
        requireReplaced(between(lines + ".", others + "!", "too many lines"));
    }

    private static void requireReplaced(TextDelta delta) {
        assertEquals(1, delta.hunks().size());
    }

    @Test
    void theWorstTextsComeToAnEnd() {
        int units = 40_000;
        Random random = new Random(1);
        String[] texts = {
            "ab".repeat(units / 2),
            "ba".repeat(units / 2),
            "a".repeat(units),
            "\n".repeat(units),
            "\u0301".repeat(units),
            "\ud83c\udde6".repeat(units / 2),
            "a b\n".repeat(units / 4),
            letters(random, units).replaceAll("[c-z]", "a"),
            letters(random, units)
        };
        String last = "";
        for (String text : texts) {
            between(last, text, "");
            last = text;
            StringBuilder edited = new StringBuilder(text);
            for (int i = 0; i < 1_000; i++) {
                edited.setCharAt(random.nextInt(units), 'c');
            }
            TextDelta delta = TextDifference.between(text, edited.toString());
            assertEquals(edited.toString(), delta.applied(text));
        }
    }

    private static String letters(Random random, int count) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < count; i++) {
            letters.append((char) ('a' + random.nextInt(26)));
        }
        return letters.toString();
    }

    /** These have nothing in common with the others. */
    private static String other(Random random, int count) {
        return letters(random, count).toUpperCase(Locale.ROOT);
    }

    @Test
    void twoEditsOfOneTextGoTogether() {
        String text = "The sun is up. I like cats.";
        TextDelta mine = between(text, "The stone is up. I like big cats.", "mine");
        TextDelta theirs = between(text, "The sandal is up! I like cats, too.", "theirs");
        String merged = theirs.then(mine.over(theirs, false)).applied(text);
        assertEquals("The sandalstone is up! I like big cats, too.", merged);
        assertTrue(mine.overlaps(theirs), "both replaced the sun");
    }

    @ParameterizedTest(name = "of {0} units {1} go and {2} come: {3}")
    @CsvSource({
        // whole and short texts
        "100,  100, 100,  true",
        "15, 15, 15, false",
        "16, 16, 15, true",
        "15, 15, 16, true",
        "1,    1,   15,   false",
        "1, 1, 16, true",
        // Who only adds or only deletes edits.
        "0,    0,   100,  false",
        "10, 0, 990, false",
        "100, 100, 0, false",
        "100, 99, 0, false",
        // At most so much of it goes.
        "100,  60,  60,   false",
        "100, 61, 61, true",
        // Who puts in no more than is left has cut the text.
        "100, 61, 39, false",
        "100, 61, 40, true",
        "100, 98, 2, false",
        "100, 98, 3, true",
        "1000, 600, 1, false",
        // At least so much of the longer text is kept, if more goes than is kept.
        "100,  55,  180,  false",
        "100, 55, 181, true",
        "100, 50, 900, false",
        "100, 51, 900, true"
    })
    void whoKeepsLittleWroteAnotherText(int units, int deleted, int inserted, boolean rewrite) {
        String before = "x".repeat(units);
        TextDelta delta = TextDelta.of(List.of(new Hunk(0, deleted, "y".repeat(inserted))));
        String after = delta.applied(before);
        assertEquals(rewrite, TextDifference.isRewrite(before, after, delta));
    }

    @Test
    void whatComesOrGoesBeginsAndEndsBetweenWords() {
        assertEquals(
                "0 +\"an old \"", between("a cat", "an old a cat", "put in").toString());
        assertEquals("0 -7", between("an old a cat", "a cat", "taken out").toString());
        assertEquals(
                "0 +\"!\u200Dab\"",
                between("!\u200DabZ", "!\u200Dab!\u200DabZ", "not behind a joiner")
                        .toString());
        assertEquals(
                "3 +\"?\u200Dab\"",
                between("!abZ", "!ab?\u200DabZ", "nor if it ends there").toString());
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
