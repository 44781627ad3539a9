package dev.syncdb.store.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.Fault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;

class TreeTest {
    @ParameterizedTest
    @EnumSource(MarkOrder.class)
    void anEmptyTreeHasNothing(MarkOrder order) {
        Tree<Mark> tree = Tree.empty();
        Mark mark = Mark.of(7);
        Shape.check(order, tree, new TreeSet<>());
        assertNull(tree.atOrBehind(order.at(mark)));
        assertNull(tree.cursor(order.at(mark), order.at(mark), false).next());
        assertNull(tree.cursor(order.at(mark), order.at(mark), true).next());
    }

    @ParameterizedTest
    @EnumSource(MarkOrder.class)
    void entriesAreLoadedInTheirOrder(MarkOrder order) {
        for (int size = 0; size <= 300; size++) {
            NavigableSet<Mark> model = everyOther(size);
            Shape.check(order, loaded(order, model), model);
        }
        NavigableSet<Mark> model = everyOther(10_000);
        Shape.check(order, loaded(order, model), model);
    }

    @Test
    void loadingStopsAtTheSizeThatWasTold() {
        Mark[] entries = {Mark.of(1), Mark.of(2), Mark.of(3)};
        assertEquals(Mark.of(2), of(MarkOrder.WHOLE, entries, 2).last());
    }

    @Test
    void loadingRefusesPrefixesOutOfOrder() {
        Mark[] entries = {new Mark(1, 0), new Mark(-1, 0), new Mark(2, 0)};
        Fault fault = assertThrows(Fault.class, () -> of(MarkOrder.WHOLE, entries, 3));
        assertEquals("entry 2 has the prefix 2 behind ffffffffffffffff", fault.getMessage());
    }

    @ParameterizedTest
    @EnumSource(MarkOrder.class)
    void anEntryIsFoundAtItsPlaceOrBehind(MarkOrder order) {
        long seed = System.nanoTime();
        System.out.println("TreeTest seed " + seed);
        Random random = new Random(seed);
        for (int size : new int[] {1, 50, 700, 10_000}) {
            NavigableSet<Mark> model = everyOther(size);
            Tree<Mark> tree = loaded(order, model);
            for (int i = 0; i < 2_000; i++) {
                Mark mark = Mark.of(random.nextInt(2 * size + 2) - size);
                assertEquals(model.ceiling(mark), tree.atOrBehind(order.at(mark)));
                assertEquals(model.ceiling(mark), tree.atOrBehind(order.justBefore(mark)));
                assertEquals(model.higher(mark), tree.atOrBehind(order.justBehind(mark)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(MarkOrder.class)
    void onePrefixForAllIsAnOrderToo(MarkOrder order) {
        NavigableSet<Mark> model = new TreeSet<>();
        for (int i = 0; i < 10_000; i++) {
            model.add(new Mark(-1, 2 * i));
        }
        Tree<Mark> tree = loaded(order, model);
        Shape.check(order, tree, model);
        for (int i = -1; i <= 20_000; i += 37) {
            Mark mark = new Mark(-1, i);
            assertEquals(model.ceiling(mark), tree.atOrBehind(order.at(mark)));
        }
    }

    @Test
    void aLoadedTreeIsLittleMoreThanItsDigestsAndReferences() {
        NavigableSet<Mark> model = everyOther(100_000);
        long bytes = loaded(MarkOrder.WHOLE, model).bytes();
        assertTrue(bytes <= 10 * 100_000, bytes + " bytes for 100,000 entries");
        bytes = loaded(MarkOrder.THREE, model).bytes();
        assertTrue(bytes <= 12 * 100_000, bytes + " bytes for 100,000 entries in runs");
    }

    static Tree<Mark> loaded(MarkOrder order, NavigableSet<Mark> model) {
        Mark[] entries = model.toArray(new Mark[0]);
        return of(order, entries, entries.length);
    }

    static Tree<Mark> of(MarkOrder order, Mark[] entries, int size) {
        return Tree.of(order, new SortedArray<>(order, entries, size));
    }

    /** Entries with gaps between, half of them with prefixes that are negative if signed. */
    static NavigableSet<Mark> everyOther(int size) {
        NavigableSet<Mark> model = new TreeSet<>();
        for (int i = 0; i < size; i++) {
            model.add(Mark.of(2L * i - size));
        }
        return model;
    }
}
