package dev.syncdb.lab.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the letters that were expected in a text that came out otherwise: first those that stand in
 * the expected order, as many as possible (Myers 1986), then of what is left the first that looks
 * the same. So a piece that stands elsewhere is found; where equal letters were moved apart the
 * wrong one may be. A character that nothing is left for is a stranger.
 *
 * <p>Texts that differ by more than {@link #DISTANCE_MAX} letters between their common beginning
 * and their common end are only compared the second way.
 */
final class Alignment {
    /** In place of a letter that nobody knows. */
    static final int STRANGER = Integer.MAX_VALUE;

    /** What is kept on the way grows with the square: some megabytes here. */
    private static final int DISTANCE_MAX = 1_000;

    private final int[] expected;
    private final int[] looks;
    private final int[] real;
    private final int[] found;

    private Alignment(int[] expected, Letters letters, String text) {
        this.expected = expected;
        looks = new int[expected.length];
        for (int i = 0; i < looks.length; i++) {
            looks[i] = expected[i] == STRANGER ? STRANGER : letters.codePoint(expected[i]);
        }
        real = text.codePoints().toArray();
        found = new int[real.length];
        Arrays.fill(found, STRANGER);
    }

    /** The letter of each character of the text. */
    static int[] of(int[] expected, Letters letters, String text) {
        Alignment alignment = new Alignment(expected, letters, text);
        alignment.match();
        return alignment.found;
    }

    private void match() {
        int shorter = Math.min(looks.length, real.length);
        int head = 0;
        while (head < shorter && looks[head] == real[head]) {
            take(head, head);
            head++;
        }
        int tail = 0;
        while (tail < shorter - head && looksAlike(looks.length - 1 - tail, tail)) {
            take(looks.length - 1 - tail, real.length - 1 - tail);
            tail++;
        }
        inOrder(head, looks.length - tail, real.length - tail);
        anywhere();
    }

    private boolean looksAlike(int letter, int tail) {
        return looks[letter] == real[real.length - 1 - tail];
    }

    private void take(int letter, int place) {
        found[place] = expected[letter];
        expected[letter] = STRANGER;
    }

    /** Walks diagonals, each step one letter further from being the same, until one is through. */
    private void inOrder(int head, int lettersEnd, int realEnd) {
        int width = lettersEnd - head;
        int height = realEnd - head;
        int most = Math.min(width + height, DISTANCE_MAX);
        int[] furthest = new int[2 * most + 3];
        int middle = most + 1;
        List<int[]> steps = new ArrayList<>();
        for (int distance = 0; distance <= most; distance++) {
            steps.add(Arrays.copyOfRange(furthest, middle - distance - 1, middle + distance + 2));
            for (int k = -distance; k <= distance; k += 2) {
                int x = downwards(furthest, middle, k, distance)
                        ? furthest[middle + k + 1]
                        : furthest[middle + k - 1] + 1;
                while (x < width && x - k < height && looks[head + x] == real[head + x - k]) {
                    x++;
                }
                furthest[middle + k] = x;
                if (x >= width && x - k >= height) {
                    back(steps, head, width, height);
                    return;
                }
            }
        }
    }

    private static boolean downwards(int[] furthest, int middle, int k, int distance) {
        return k == -distance
                || (k != distance && furthest[middle + k - 1] < furthest[middle + k + 1]);
    }

    private void back(List<int[]> steps, int head, int width, int height) {
        int x = width;
        int y = height;
        for (int distance = steps.size() - 1; distance >= 0; distance--) {
            int[] furthest = steps.get(distance);
            int middle = distance + 1;
            int k = x - y;
            boolean down = downwards(furthest, middle, k, distance);
            int beforeX = distance == 0 ? 0 : furthest[middle + (down ? k + 1 : k - 1)];
            int beforeY = distance == 0 ? 0 : beforeX - (down ? k + 1 : k - 1);
            while (x > beforeX && y > beforeY) {
                x--;
                y--;
                take(head + x, head + y);
            }
            x = beforeX;
            y = beforeY;
        }
    }

    private void anywhere() {
        Map<Integer, Deque<Integer>> left = new HashMap<>();
        for (int i = 0; i < expected.length; i++) {
            if (expected[i] != STRANGER) {
                left.computeIfAbsent(looks[i], look -> new ArrayDeque<>()).add(i);
            }
        }
        for (int i = 0; i < found.length; i++) {
            Deque<Integer> alike = found[i] == STRANGER ? left.get(real[i]) : null;
            if (alike != null && !alike.isEmpty()) {
                take(alike.remove(), i);
            }
        }
    }
}
