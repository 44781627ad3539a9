package dev.syncdb.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Elements are single letters here, written one behind the other. */
class ListMergeTest {
    private static final int TRIES = 1_000;

    @ParameterizedTest(name = "{0}: {1} and {2} make {3}")
    @CsvSource({
        "abc, abc,   abc,   abc",
        "abc, abc,   cba,   cba",
        "abc, cab,   abc,   cab",
        // What is added stays behind its neighbour, theirs before mine, each run in one piece.
        "abc, axybc, ampbc, axympbc",
        "abc, xyabc, mpabc, xympabc",
        "abc, abcxy, abcmp, abcxymp",
        "'',  xy,    mp,    xymp",
        "abc, axbyc, ambpc, axmbypc",
        // Its neighbour is gone: the next one to the left, or the beginning.
        "abc, ac,    abmc,  amc",
        "abc, c,     abmc,  mc",
        "abc, '',    ambpc, mp",
        // What either removes is gone, also where the other moves it.
        "abc, ac,    ab,    a",
        "abc, ab,    cab,   ab",
        "abc, cab,   ab,    ab",
        "abc, ac,    ac,    ac",
        // A move is a move, and what is added behind the element goes where it is.
        "abcd, dabc, abcxd, dabcx",
        "abcd, abcd, dabc,  dabc",
        "abcd, bacd, abdc,  bdac",
        "abcd, bcda, axbcd, bcdax",
        "abcd, dabc, dabc,  dabc",
        "abc,  axbc, cab,   caxb",
        "abc,  xabc, cab,   xcab"
    })
    void editsThatDoNotOverlapGoTogether(String base, String theirs, String mine, String expected) {
        for (boolean mineIsLater : new boolean[] {true, false}) {
            ListMerge.Merged merged = merge(base, theirs, mine, mineIsLater);
            assertEquals(expected, String.join("", merged.elements()));
            assertFalse(merged.overlap());
        }
    }

    @ParameterizedTest(name = "{0}: {1} and {2} make {3}, or {4} if mine is later")
    @CsvSource({"abcd, dabc, adbc, dabc, adbc", "abcd, pdabc, abdxc, pdxabc, pabdxc"})
    void ofTwoMovesOfOneElementTheLaterOneStays(
            String base, String theirs, String mine, String earlier, String later) {
        ListMerge.Merged lost = merge(base, theirs, mine, false);
        assertEquals(earlier, String.join("", lost.elements()));
        ListMerge.Merged won = merge(base, theirs, mine, true);
        assertEquals(later, String.join("", won.elements()));
        assertTrue(lost.overlap() && won.overlap());
    }

    @Test
    void ofTwoChangesOfOneElementTheLaterOneStays() {
        List<String> base = List.of(object(1, 0), object(2, 0), object(3, 0));
        List<String> theirs = List.of(object(1, 1), object(2, 1), object(3, 0));
        List<String> mine = List.of(object(3, 2), object(1, 2), object(2, 0));
        ListMerge.Merged won = merge(base, theirs, mine, true);
        assertEquals(List.of(object(3, 2), object(1, 2), object(2, 1)), won.elements());
        assertTrue(won.overlap());
        ListMerge.Merged lost = merge(base, theirs, mine, false);
        assertEquals(List.of(object(3, 2), object(1, 1), object(2, 1)), lost.elements());
        assertTrue(lost.overlap());
        assertFalse(merge(base, theirs, theirs, false).overlap(), "they agree");
        List<String> other = List.of(object(1, 0), object(2, 0), object(3, 9));
        assertFalse(merge(base, theirs, other, false).overlap(), "they are two elements");
    }

    @Test
    void whatTheOtherRemovedStaysIfItWasChanged() {
        List<String> base = List.of(object(1, 0), object(2, 0), object(3, 0));
        List<String> changed = List.of(object(1, 0), object(2, 7), object(3, 0));
        List<String> removed = List.of(object(1, 0), object(3, 0));
        for (boolean later : new boolean[] {true, false}) {
            for (ListMerge.Merged merged : List.of(
                    merge(base, changed, removed, later), merge(base, removed, changed, later))) {
                assertEquals(changed, merged.elements());
                assertTrue(merged.overlap());
            }
        }
    }

    @Test
    void theLawsHoldForAnyThreeLists() {
        for (int seed = 0; seed < TRIES; seed++) {
            Random random = new Random(seed);
            List<String> base = distinct(random, 'a', random.nextInt(9));
            List<String> theirs = edited(random, base, 'A');
            List<String> mine = edited(random, base, 'N');
            String context = "seed " + seed + ": " + base + " " + theirs + " " + mine;
            ListMerge.Merged merged = merge(base, theirs, mine, seed % 2 == 0);
            assertEquals(merged, merge(base, theirs, mine, seed % 2 == 0), context);
            assertEquals(mine, merge(base, base, mine, false).elements(), context);
            assertEquals(theirs, merge(base, theirs, base, true).elements(), context);
            List<String> expected = new ArrayList<>(base);
            expected.retainAll(theirs);
            expected.retainAll(mine);
            expected.addAll(without(theirs, base));
            expected.addAll(without(mine, base));
            List<String> elements = new ArrayList<>(merged.elements());
            requireRuns(elements, theirs, base, context);
            requireRuns(elements, mine, base, context);
            Collections.sort(expected);
            Collections.sort(elements);
            assertEquals(expected, elements, context);
        }
    }

    @Test
    void elementsThatAreThereTwiceCountAsOften() {
        for (int seed = 0; seed < TRIES; seed++) {
            Random random = new Random(seed);
            List<String> base = repeated(random);
            List<String> theirs = repeated(random);
            List<String> mine = repeated(random);
            String context = "seed " + seed + ": " + base + " " + theirs + " " + mine;
            assertEquals(mine, merge(base, base, mine, false).elements(), context);
            assertEquals(theirs, merge(base, theirs, base, true).elements(), context);
            List<String> merged = merge(base, theirs, mine, true).elements();
            for (String element : List.of("a", "b", "c")) {
                int before = Collections.frequency(base, element);
                int there = Collections.frequency(theirs, element);
                int here = Collections.frequency(mine, element);
                int least = Math.max(0, there - before) + Math.max(0, here - before);
                int count = Collections.frequency(merged, element);
                assertTrue(count >= least && count <= there + here, context + " made " + merged);
            }
        }
    }

    @Test
    void tenThousandElementsAreMerged() {
        List<String> base = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            base.add("" + i);
        }
        List<String> theirs = new ArrayList<>(base);
        Collections.reverse(theirs);
        List<String> mine = new ArrayList<>(base);
        Collections.shuffle(mine, new Random(7));
        mine.add("x");
        List<String> merged = merge(base, theirs, mine, true).elements();
        assertEquals(10_001, merged.size());
        assertEquals(merged, merge(base, theirs, mine, true).elements());
    }

    /** Neighbours that were added together are neighbours, in their order. */
    private static void requireRuns(
            List<String> merged, List<String> edited, List<String> base, String context) {
        for (int i = 1; i < edited.size(); i++) {
            if (!base.contains(edited.get(i)) && !base.contains(edited.get(i - 1))) {
                int place = merged.indexOf(edited.get(i - 1));
                assertEquals(edited.get(i), merged.get(place + 1), context + " made " + merged);
            }
        }
    }

    private static List<String> distinct(Random random, char first, int count) {
        List<String> letters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            letters.add(String.valueOf((char) (first + i)));
        }
        Collections.shuffle(letters, random);
        return letters;
    }

    private static List<String> edited(Random random, List<String> base, char first) {
        List<String> edited = new ArrayList<>(base);
        edited.removeIf(any -> random.nextInt(4) == 0);
        if (!edited.isEmpty() && random.nextBoolean()) {
            String moved = edited.remove(random.nextInt(edited.size()));
            edited.add(random.nextInt(edited.size() + 1), moved);
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            String added = String.valueOf((char) (first + i));
            edited.add(random.nextInt(edited.size() + 1), added);
        }
        return edited;
    }

    private static List<String> repeated(Random random) {
        List<String> letters = new ArrayList<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            letters.add(String.valueOf((char) ('a' + random.nextInt(3))));
        }
        return letters;
    }

    private static List<String> without(List<String> elements, List<String> others) {
        List<String> left = new ArrayList<>(elements);
        left.removeAll(others);
        return left;
    }

    private static String object(int id, int content) {
        return "{\"id\":" + id + ",\"n\":" + content + "}";
    }

    private static ListMerge.Merged merge(
            String base, String theirs, String mine, boolean mineIsLater) {
        return merge(letters(base), letters(theirs), letters(mine), mineIsLater);
    }

    private static ListMerge.Merged merge(
            List<String> base, List<String> theirs, List<String> mine, boolean mineIsLater) {
        return ListMerge.of(
                base, ListEdit.between(base, theirs), ListEdit.between(base, mine), mineIsLater);
    }

    private static List<String> letters(String word) {
        return word.isEmpty() ? List.of() : List.of(word.split(""));
    }
}
