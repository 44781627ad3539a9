package dev.syncdb.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.delta.TextDelta.Hunk;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class TextMergeTest {
    private static final int TRIES = 20_000;

    @Test
    void whicheverIsDoneFirstBothComeToOneText() {
        int identical = 0;
        int overlaps = 0;
        for (int seed = 0; seed < TRIES; seed++) {
            Random random = new Random(seed);
            String text = text(random, 10);
            TextDelta edit = edit(random, text);
            TextDelta unseen = random.nextInt(8) == 0 ? edit : edit(random, text);
            TextMerge both = TextMerge.of(edit, unseen);
            String context = "seed " + seed + ": (" + edit + ") meets (" + unseen + ") of " + text;
            assertEquals(
                    unseen.then(both.done()).applied(text),
                    edit.then(both.left()).applied(text),
                    context);
            TextDelta rest = edit.without(unseen);
            assertEquals(rest.overlaps(unseen), both.overlap(), context);
            identical += rest.equals(edit) ? 0 : 1;
            overlaps += both.overlap() ? 1 : 0;
        }
        assertTrue(identical > TRIES / 20, "only " + identical + " replaced the same");
        assertTrue(overlaps > TRIES / 20, "only " + overlaps + " overlap");
    }

    @Test
    void whereNothingIsUnseenTheEditIsDoneAsItIs() {
        TextDelta edit = replace(2, 1, "x");
        TextMerge both = TextMerge.of(edit, TextDelta.NONE);
        assertEquals(new TextMerge(edit, TextDelta.NONE, false), both);
        assertSame(edit, both.done());
    }

    @Test
    void whatIsThereAlreadyStandsLeft() {
        TextMerge both = TextMerge.of(replace(1, 0, "mine"), replace(1, 0, "theirs"));
        assertEquals(new TextMerge(replace(7, 0, "mine"), replace(1, 0, "theirs"), false), both);
    }

    @Test
    void whatBothReplacedByTheSameIsReplacedOnce() {
        TextDelta same = replace(4, 3, "the");
        assertEquals(
                new TextMerge(TextDelta.NONE, TextDelta.NONE, false), TextMerge.of(same, same));
        TextDelta mine = TextDelta.of(List.of(new Hunk(4, 3, "the"), new Hunk(2, 0, "!")));
        TextMerge both = TextMerge.of(mine, same);
        assertEquals(replace(9, 0, "!"), both.done());
        assertEquals(TextDelta.NONE, both.left());
        assertFalse(both.overlap());
    }

    @Test
    void whatTouchesTheSamePartOverlaps() {
        assertTrue(TextMerge.of(replace(2, 0, "x"), replace(1, 3, "")).overlap());
        assertTrue(TextMerge.of(replace(1, 3, ""), replace(2, 0, "x")).overlap());
        assertTrue(TextMerge.of(replace(1, 3, "x"), replace(1, 3, "y")).overlap());
        assertFalse(TextMerge.of(replace(1, 3, ""), replace(1, 3, "")).overlap(), "they agree");
        assertFalse(TextMerge.of(replace(4, 3, ""), replace(1, 3, "y")).overlap(), "they meet");
    }

    private static TextDelta replace(int at, int delete, String insert) {
        return TextDelta.of(List.of(new Hunk(at, delete, insert)));
    }

    /** Of two letters, so that the same is put in place of the same often enough. */
    private static String text(Random random, int unitsMax) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(unitsMax + 1); i > 0; i--) {
            text.append(random.nextBoolean() ? 'a' : 'b');
        }
        return text.toString();
    }

    private static TextDelta edit(Random random, String text) {
        if (random.nextBoolean()) {
            return TextDifference.between(text, text(random, 10));
        }
        List<Hunk> hunks = new ArrayList<>();
        int left = text.length();
        for (int i = random.nextInt(4); i > 0; i--) {
            int retain = random.nextInt(left + 1);
            int delete = random.nextInt(Math.min(3, left - retain + 1));
            hunks.add(new Hunk(retain, delete, text(random, 2)));
            left -= retain + delete;
        }
        return TextDelta.of(hunks);
    }
}
