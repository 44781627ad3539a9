package dev.syncdb.store.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Predicate;

class TreeCursorTest {
    private final long seed = Long.getLong("syncdb.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private int comparisons;

    /** A place, and which marks lie behind it as a lower bound, or before it as an upper one. */
    private record Bound(@Nullable Place<Mark> place, Predicate<Mark> holds) {}

    @ParameterizedTest
    @EnumSource(MarkOrder.class)
    void aRangeIsThatOfASortedSetInBothDirections(MarkOrder order) {
        System.out.println("TreeCursorTest seed " + seed);
        for (int size : new int[] {0, 1, 2, 12, 60, 300, 10_000}) {
            NavigableSet<Mark> model = TreeTest.everyOther(size);
            model.removeIf(mark -> random.nextInt(3) == 0);
            Tree<Mark> tree = TreeTest.loaded(order, model);
            for (int i = 0; i < 500; i++) {
                Mark mark = Mark.of(random.nextInt(2 * size + 4) - size - 2);
                Mark near = Mark.of(random.nextInt(2 * size + 4) - size - 2);
                if (random.nextBoolean()) {
                    near = new Mark(mark.prefix(), mark.rest() + random.nextInt(60) - 5);
                }
                check(tree, model, bound(order, mark, true), bound(order, near, false));
            }
        }
    }

    private static void check(Tree<Mark> tree, NavigableSet<Mark> model, Bound lower, Bound upper) {
        List<Mark> expected = new ArrayList<>();
        for (Mark mark : model) {
            if (lower.holds.test(mark) && upper.holds.test(mark)) {
                expected.add(mark);
            }
        }
        assertEquals(expected, Shape.entries(tree.cursor(lower.place, upper.place, false)));
        assertEquals(expected, Shape.portions(tree.cursor(lower.place, upper.place, false)));
        Collections.reverse(expected);
        assertEquals(expected, Shape.entries(tree.cursor(lower.place, upper.place, true)));
        assertEquals(expected, Shape.portions(tree.cursor(lower.place, upper.place, true)));
    }

    private Bound bound(MarkOrder order, Mark mark, boolean lower) {
        int told = random.nextInt(order.levels() + 2) - 1;
        if (told < 0) {
            return new Bound(null, each -> true);
        }
        int side = random.nextInt(3) - 1;
        boolean includes = lower ? side <= 0 : side >= 0;
        return new Bound(
                order.place(mark, told, side),
                each -> order.isAlike(mark, each, told)
                        ? includes
                        : (each.compareTo(mark) > 0) == lower);
    }

    @ParameterizedTest
    @EnumSource(MarkOrder.class)
    void theEntriesThatAreAlikeAreFoundAtOnce(MarkOrder order) {
        System.out.println("TreeCursorTest seed " + seed);
        for (int size : new int[] {0, 1, 12, 300, 10_000}) {
            NavigableSet<Mark> model = TreeTest.everyOther(size);
            model.removeIf(mark -> random.nextInt(3) == 0);
            Tree<Mark> tree = TreeTest.loaded(order, model);
            for (int i = 0; i < 300; i++) {
                Mark mark = Mark.of(random.nextInt(2 * size + 4) - size - 2);
                int told = random.nextInt(order.levels() + 1);
                List<Mark> expected = new ArrayList<>(model);
                expected.removeIf(each -> !order.isAlike(mark, each, told));
                Place<Mark> place = order.place(mark, told, random.nextInt(3) - 1);
                assertEquals(expected, Shape.entries(tree.cursor(place, false)));
                assertEquals(expected, Shape.portions(tree.cursor(place, false)));
                Collections.reverse(expected);
                assertEquals(expected, Shape.entries(tree.cursor(place, true)));
                assertEquals(expected, Shape.portions(tree.cursor(place, true)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(MarkOrder.class)
    void aCursorOfAFrozenTreeIsNotDisturbed(MarkOrder order) {
        NavigableSet<Mark> model = TreeTest.everyOther(5_000);
        TreeEdit<Mark> edit = new TreeEdit<>(order, Tree.empty());
        model.forEach(mark -> edit.add(order.at(mark), mark));
        TreeCursor<Mark> cursor = edit.freeze().cursor(null, null, false);
        List<Mark> seen = new ArrayList<>();
        for (Mark mark = cursor.next(); mark != null; mark = cursor.next()) {
            seen.add(mark);
            assertTrue(edit.remove(order.at(mark), mark));
        }
        assertEquals(new ArrayList<>(model), seen);
        assertEquals(0, edit.size());
    }

    @Test
    void aWalkComparesNothing() {
        NavigableSet<Mark> model = new TreeSet<>();
        for (int i = 0; i < 5_600; i++) {
            model.add(new Mark(3, i));
        }
        MarkOrder order = MarkOrder.WHOLE;
        Place<Mark> end = new PlaceBeside(order.at(new Mark(3, 5_000))) {
            @Override
            public int compareTo(Mark entry, int level) {
                comparisons++;
                return super.compareTo(entry, level);
            }
        };
        TreeCursor<Mark> cursor = TreeTest.loaded(order, model).cursor(null, end, false);
        int before = comparisons;
        assertEquals(5_001, Shape.entries(cursor).size());
        assertEquals(before, comparisons);
        assertTrue(comparisons <= 16, comparisons + " comparisons to find the end");
    }
}
