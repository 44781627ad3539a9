package dev.syncdb.store.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.Fault;

import org.junit.jupiter.api.Test;

import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;

class TreeTest {
    @Test
    void anEmptyTreeHasNothing() {
        Tree<Mark> tree = Tree.empty();
        Mark mark = Mark.of(7);
        Shape.check(tree, new TreeSet<>());
        assertNull(tree.atOrBehind(mark.place()));
        assertFalse(tree.contains(mark.place()));
        assertEquals(0, tree.count(mark.place(), null));
        assertNull(tree.cursor(mark.place(), mark.place(), false).next());
        assertNull(tree.cursor(mark.place(), mark.place(), true).next());
    }

    @Test
    void entriesAreLoadedInTheirOrder() {
        for (int size = 0; size <= 300; size++) {
            NavigableSet<Mark> model = everyOther(size);
            Shape.check(loaded(model), model);
        }
        NavigableSet<Mark> model = everyOther(10_000);
        Shape.check(loaded(model), model);
    }

    @Test
    void loadingStopsAtTheSizeThatWasTold() {
        Mark[] entries = {Mark.of(1), Mark.of(2), Mark.of(3)};
        assertEquals(Mark.of(2), Tree.of(new long[3], entries, 2).last());
    }

    @Test
    void loadingRefusesPrefixesOutOfOrder() {
        long[] prefixes = {1, -1, 2};
        Mark[] entries = {new Mark(1, 0), new Mark(-1, 0), new Mark(2, 0)};
        Fault fault = assertThrows(Fault.class, () -> Tree.of(prefixes, entries, 3));
        assertEquals("entry 2 has the prefix 2 behind ffffffffffffffff", fault.getMessage());
    }

    @Test
    void anEntryIsFoundAtItsPlaceOrBehind() {
        long seed = System.nanoTime();
        System.out.println("TreeTest seed " + seed);
        Random random = new Random(seed);
        for (int size : new int[] {1, 50, 700, 10_000}) {
            NavigableSet<Mark> model = everyOther(size);
            Tree<Mark> tree = loaded(model);
            for (int i = 0; i < 2_000; i++) {
                Mark mark = Mark.of(random.nextInt(2 * size + 2) - size);
                assertEquals(model.contains(mark), tree.contains(mark.place()));
                assertEquals(model.ceiling(mark), tree.atOrBehind(mark.place()));
                assertEquals(model.ceiling(mark), tree.atOrBehind(mark.justBefore()));
                assertEquals(model.higher(mark), tree.atOrBehind(mark.justBehind()));
                assertEquals(
                        model.ceiling(new Mark(mark.prefix(), Integer.MIN_VALUE)),
                        tree.atOrBehind(Mark.run(mark.prefix())),
                        "the first of a run");
            }
        }
    }

    @Test
    void onePrefixForAllIsAnOrderToo() {
        NavigableSet<Mark> model = new TreeSet<>();
        for (int i = 0; i < 10_000; i++) {
            model.add(new Mark(-1, 2 * i));
        }
        Tree<Mark> tree = loaded(model);
        Shape.check(tree, model);
        for (int i = -1; i <= 20_000; i += 37) {
            Mark mark = new Mark(-1, i);
            assertEquals(model.ceiling(mark), tree.atOrBehind(mark.place()));
            assertEquals(model.tailSet(mark).size(), tree.count(mark.place(), null));
        }
        assertEquals(10_000, tree.count(Mark.run(-1), Mark.run(-1)));
        assertEquals(
                10_000,
                Shape.entries(tree.cursor(Mark.run(-1), Mark.run(-1), true)).size());
        assertEquals(tree.first(), tree.atOrBehind(Mark.run(-1)));
    }

    @Test
    void aLoadedTreeIsLittleMoreThanItsPrefixesAndReferences() {
        NavigableSet<Mark> model = everyOther(100_000);
        long bytes = loaded(model).bytes();
        assertTrue(bytes <= 14 * 100_000, bytes + " bytes for 100,000 entries");
    }

    static Tree<Mark> loaded(NavigableSet<Mark> model) {
        Mark[] entries = model.toArray(new Mark[0]);
        long[] prefixes = new long[entries.length];
        for (int i = 0; i < entries.length; i++) {
            prefixes[i] = entries[i].prefix();
        }
        return Tree.of(prefixes, entries, entries.length);
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
