package dev.syncdb.delta;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

class LongestRiseTest {
    /** All choices of that many numbers are tried. */
    private static final int FEW = 10;

    private static final int MANY = 300;
    private static final int TRIES = 300;

    @Test
    void whatIsInOrderIsAllOfItAndWhatIsInReverseIsOne() {
        assertArrayEquals(new int[] {}, LongestRise.of(new int[] {}));
        assertArrayEquals(new int[] {2, 5, 9}, LongestRise.of(new int[] {2, 5, 9}));
        assertEquals(1, LongestRise.of(new int[] {9, 5, 2}).length);
        assertArrayEquals(new int[] {1, 2, 3}, LongestRise.of(new int[] {1, 2, 3, 0}), "0 moved");
    }

    @Test
    void noChoiceOfAFewNumbersRisesLonger() {
        for (int seed = 0; seed < TRIES; seed++) {
            Random random = new Random(seed);
            int[] numbers = shuffled(random, random.nextInt(FEW + 1));
            String context = "seed " + seed + ": " + Arrays.toString(numbers);
            int longest = 0;
            for (int choice = 0; choice < 1 << numbers.length; choice++) {
                int[] chosen = chosen(numbers, choice);
                longest = rises(chosen) ? Math.max(longest, chosen.length) : longest;
            }
            requireLongest(longest, numbers, context);
        }
    }

    @Test
    void noRiseThatEndsAtAnyOfManyNumbersIsLonger() {
        for (int seed = 0; seed < TRIES; seed++) {
            Random random = new Random(seed);
            int[] numbers = shuffled(random, random.nextInt(MANY));
            int[] endingAt = new int[numbers.length];
            for (int i = 0; i < numbers.length; i++) {
                for (int j = 0; j < i; j++) {
                    endingAt[i] = numbers[j] < numbers[i]
                            ? Math.max(endingAt[i], endingAt[j])
                            : endingAt[i];
                }
                endingAt[i]++;
            }
            int longest = Arrays.stream(endingAt).max().orElse(0);
            requireLongest(longest, numbers, "seed " + seed + ": " + Arrays.toString(numbers));
        }
    }

    private static void requireLongest(int longest, int[] numbers, String context) {
        int[] rise = LongestRise.of(numbers);
        assertTrue(rises(rise), context);
        assertEquals(longest, rise.length, context);
        int found = 0;
        for (int number : numbers) {
            found += found < rise.length && rise[found] == number ? 1 : 0;
        }
        assertEquals(rise.length, found, "all of it is there, in that order; " + context);
    }

    private static boolean rises(int[] numbers) {
        return IntStream.range(1, numbers.length).allMatch(i -> numbers[i - 1] < numbers[i]);
    }

    private static int[] chosen(int[] numbers, int choice) {
        return IntStream.range(0, numbers.length)
                .filter(i -> (choice >> i & 1) == 1)
                .map(i -> numbers[i])
                .toArray();
    }

    private static int[] shuffled(Random random, int count) {
        // Distinct, with gaps, some of them negative.
        return random.ints(-2 * MANY, 2 * MANY).distinct().limit(count).toArray();
    }
}
