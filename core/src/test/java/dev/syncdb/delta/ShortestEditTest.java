package dev.syncdb.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Random;

class ShortestEditTest {
    private static final int TRIES = 2_000;

    @Test
    void itKeepsAsMuchAsThereIsInCommon() {
        for (int seed = 0; seed < TRIES; seed++) {
            Random random = new Random(seed);
            int kinds = 1 + random.nextInt(5);
            int[] before = numbers(random, random.nextInt(30), kinds);
            int[] after = numbers(random, random.nextInt(30), kinds);
            CommonRuns runs = new ShortestEdit(before, after, Long.MAX_VALUE).common();
            assertNotNull(runs, "seed " + seed);
            assertEquals(longest(before, after), kept(before, after, runs), "seed " + seed);
        }
    }

    @Test
    void whateverTheEffortItIsRightOrGivenUp() {
        Random random = new Random(1);
        int[] before = numbers(random, 60, 3);
        int[] after = numbers(random, 50, 3);
        int found = 0;
        for (int effort = 0; effort < 2_000; effort++) {
            ShortestEdit edit = new ShortestEdit(before, after, effort);
            CommonRuns runs = edit.common();
            if (runs != null) {
                found++;
                assertEquals(longest(before, after), kept(before, after, runs), "of " + effort);
            }
            assertTrue(edit.effortLeft() < effort || effort == 0, "some of " + effort);
        }
        assertTrue(found > 0 && found < 2_000, found + " were found");
    }

    @Test
    void whatIsEqualCostsNothing() {
        int[] numbers = {1, 2, 3};
        ShortestEdit edit = new ShortestEdit(numbers, numbers, 0);
        CommonRuns runs = edit.common();
        assertNotNull(runs);
        assertEquals(1, runs.count());
        assertEquals(3, runs.length(0));
        assertEquals(0, edit.effortLeft());
    }

    @Test
    void whatIsTooDifferentIsGivenUp() {
        int most = ShortestEdit.DISTANCE_MAX / 2;
        assertNotNull(new ShortestEdit(filled(most, 1), filled(most, 2), 1L << 40).common());
        assertNull(new ShortestEdit(filled(most + 1, 1), filled(most, 2), 1L << 40).common());
    }

    private static int[] filled(int count, int number) {
        int[] numbers = new int[count];
        Arrays.fill(numbers, number);
        return numbers;
    }

    private static int[] numbers(Random random, int count, int kinds) {
        return random.ints(count, 0, kinds).toArray();
    }

    /** How much is kept, in order and of both. */
    private static int kept(int[] before, int[] after, CommonRuns runs) {
        int beforeAt = 0;
        int afterAt = 0;
        int kept = 0;
        for (int run = 0; run < runs.count(); run++) {
            assertTrue(runs.beforeAt(run) >= beforeAt && runs.afterAt(run) >= afterAt);
            for (int i = 0; i < runs.length(run); i++) {
                assertEquals(before[runs.beforeAt(run) + i], after[runs.afterAt(run) + i]);
            }
            beforeAt = runs.beforeEnd(run);
            afterAt = runs.afterEnd(run);
            kept += runs.length(run);
        }
        assertTrue(beforeAt <= before.length && afterAt <= after.length);
        return kept;
    }

    private static int longest(int[] before, int[] after) {
        int[][] longest = new int[before.length + 1][after.length + 1];
        for (int i = 1; i <= before.length; i++) {
            for (int j = 1; j <= after.length; j++) {
                longest[i][j] = before[i - 1] == after[j - 1]
                        ? longest[i - 1][j - 1] + 1
                        : Math.max(longest[i - 1][j], longest[i][j - 1]);
            }
        }
        return longest[before.length][after.length];
    }
}
