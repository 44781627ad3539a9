package dev.syncdb.store.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;

class TreeCursorTest {
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private int comparisons;

    /** A place, and what it means for a sorted set: the mark beside it, and on which side. */
    private record Bound(
            @Nullable Place<Mark> place, @Nullable Mark mark, boolean inclusive) {}

    @Test
    void aRangeIsThatOfASortedSetInBothDirections() {
        System.out.println("TreeCursorTest seed " + seed);
        for (int size : new int[] {0, 1, 2, 60, 300, 10_000}) {
            NavigableSet<Mark> model = TreeTest.everyOther(size);
            Tree<Mark> tree = TreeTest.loaded(model);
            for (int i = 0; i < 500; i++) {
                Mark mark = Mark.of(random.nextInt(2 * size + 4) - size - 2);
                Mark near = Mark.of(random.nextInt(2 * size + 4) - size - 2);
                if (random.nextBoolean()) {
                    near = new Mark(mark.prefix(), mark.rest() + random.nextInt(60) - 5);
                }
                check(tree, model, bound(mark, true), bound(near, false));
            }
        }
    }

    private void check(Tree<Mark> tree, NavigableSet<Mark> model, Bound lower, Bound upper) {
        List<Mark> expected = new ArrayList<>(range(model, lower, upper));
        assertEquals(expected, Shape.entries(tree.cursor(lower.place, upper.place, false)));
        assertEquals(expected.size(), tree.count(lower.place, upper.place));
        Collections.reverse(expected);
        assertEquals(expected, Shape.entries(tree.cursor(lower.place, upper.place, true)));
    }

    private Bound bound(Mark mark, boolean lower) {
        switch (random.nextInt(5)) {
            case 0:
                return new Bound(null, null, true);
            case 1:
                return new Bound(mark.place(), mark, true);
            case 2:
                return new Bound(mark.justBefore(), mark, lower);
            case 3:
                return new Bound(mark.justBehind(), mark, !lower);
            default:
                int rest = lower ? Integer.MIN_VALUE : Integer.MAX_VALUE;
                return new Bound(Mark.run(mark.prefix()), new Mark(mark.prefix(), rest), true);
        }
    }

    private static NavigableSet<Mark> range(NavigableSet<Mark> model, Bound lower, Bound upper) {
        if (lower.mark != null && upper.mark != null) {
            int order = lower.mark.compareTo(upper.mark);
            if (order > 0 || (order == 0 && !(lower.inclusive && upper.inclusive))) {
                return Collections.emptyNavigableSet();
            }
        }
        NavigableSet<Mark> range = model;
        if (lower.mark != null) {
            range = range.tailSet(lower.mark, lower.inclusive);
        }
        if (upper.mark != null) {
            range = range.headSet(upper.mark, upper.inclusive);
        }
        return range;
    }

    @Test
    void aCursorOfAFrozenTreeIsNotDisturbed() {
        NavigableSet<Mark> model = TreeTest.everyOther(5_000);
        TreeEdit<Mark> edit = new TreeEdit<>(Tree.empty());
        model.forEach(mark -> edit.add(mark.place(), mark));
        TreeCursor<Mark> cursor = edit.freeze().cursor(null, null, false);
        List<Mark> seen = new ArrayList<>();
        for (Mark mark = cursor.next(); mark != null; mark = cursor.next()) {
            seen.add(mark);
            assertTrue(edit.remove(mark.place()));
        }
        assertEquals(new ArrayList<>(model), seen);
        assertEquals(0, edit.size());
    }

    @Test
    void aWalkComparesOncePerLeafNotOncePerEntry() {
        NavigableSet<Mark> model = new TreeSet<>();
        for (int i = 0; i < 5_600; i++) {
            model.add(new Mark(3, i));
        }
        Place<Mark> end = new Place<>() {
            @Override
            public long prefix() {
                return 3;
            }

            @Override
            public int compareTo(Mark entry) {
                comparisons++;
                return Integer.compare(5_000, entry.rest());
            }
        };
        TreeCursor<Mark> cursor = TreeTest.loaded(model).cursor(null, end, false);
        assertEquals(5_001, Shape.entries(cursor).size());
        assertTrue(comparisons <= 5_001 / 56 + 8, comparisons + " comparisons");
    }
}
