package dev.syncdb.store.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

@Order(1)
class TreeEditTest {
    private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long seed = Long.getLong("syncdb.seed", System.nanoTime());
    private final Random random = new Random(seed);

    private record Version(Tree<Mark> tree, NavigableSet<Mark> model) {}

    /** Adds a mark here and there. */
    private static boolean add(
            MarkOrder order, TreeEdit<Mark> edit, NavigableSet<Mark> model, Mark mark) {
        boolean added = model.add(mark);
        assertEquals(added, edit.add(order.at(mark), mark), "added " + mark);
        return added;
    }

    /** Removes a mark here and there. */
    private static void remove(
            MarkOrder order, TreeEdit<Mark> edit, NavigableSet<Mark> model, Mark mark) {
        Mark known = model.contains(mark) ? model.floor(mark) : mark;
        assertEquals(model.remove(mark), edit.remove(order.at(mark), known), "removed " + mark);
    }

    @ParameterizedTest
    @CsvSource({
        "WHOLE, 1", "WHOLE, 7", "WHOLE, 500", "WHOLE, 100000",
        "TWO, 1", "TWO, 7", "TWO, 500", "TWO, 100000",
        "THREE, 1", "THREE, 7", "THREE, 500", "THREE, 100000"
    })
    void randomEditsAreThoseOfASortedSet(MarkOrder order, int editsPerFreeze) {
        System.out.println("TreeEditTest seed " + seed);
        NavigableSet<Mark> model = new TreeSet<>();
        TreeEdit<Mark> edit = new TreeEdit<>(order, Tree.empty());
        List<Version> versions = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            // The tree grows for 10,000 edits, and then shrinks.
            if (random.nextInt(10) < (i / 10_000 % 2 == 0 ? 8 : 2)) {
                add(order, edit, model, random(20_000));
            } else {
                remove(order, edit, model, random(20_000));
            }
            assertEquals(model.size(), edit.size());
            lookUp(order, model, edit.current());
            if (i % editsPerFreeze == 0) {
                Tree<Mark> frozen = edit.freeze();
                if (i % 500 < 3) {
                    versions.add(new Version(frozen, new TreeSet<>(model)));
                }
            }
            if (i % 1_000 == 0) {
                Shape.check(order, edit.current(), model);
            }
        }
        for (Version version : versions) {
            Shape.check(order, version.tree, version.model);
        }
    }

    private Mark random(int bound) {
        return Mark.of(random.nextInt(bound) - bound / 2);
    }

    private void lookUp(MarkOrder order, NavigableSet<Mark> model, Tree<Mark> tree) {
        Mark mark = random(20_000);
        assertEquals(model.ceiling(mark), tree.atOrBehind(order.at(mark)));
        TreeCursor<Mark> cursor = tree.cursor(null, order.at(mark), true);
        assertEquals(model.floor(mark), cursor.next());
    }

    @ParameterizedTest
    @EnumSource(MarkOrder.class)
    void everyVersionStaysAsItWas(MarkOrder order) {
        NavigableSet<Mark> model = new TreeSet<>();
        TreeEdit<Mark> edit = new TreeEdit<>(order, Tree.empty());
        List<Version> versions = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            for (int j = 0; j <= i % 3; j++) {
                Mark mark = random(1_000);
                if (!add(order, edit, model, mark)) {
                    remove(order, edit, model, mark);
                }
            }
            versions.add(new Version(edit.freeze(), new TreeSet<>(model)));
        }
        for (Version version : versions) {
            Shape.check(order, version.tree, version.model);
        }
    }

    @ParameterizedTest
    @EnumSource(MarkOrder.class)
    void loadedTreesAreEditedLikeOthers(MarkOrder order) {
        for (int size = 0; size <= 300; size++) {
            edited(order, size, 40);
        }
        edited(order, 10_000, 10_000);
    }

    private void edited(MarkOrder order, int size, int edits) {
        NavigableSet<Mark> model = TreeTest.everyOther(size);
        NavigableSet<Mark> before = new TreeSet<>(model);
        Tree<Mark> base = TreeTest.loaded(order, model);
        TreeEdit<Mark> edit = new TreeEdit<>(order, base);
        for (int i = 0; i < edits; i++) {
            add(order, edit, model, random(2 * size + 2));
            remove(order, edit, model, random(2 * size + 2));
        }
        Shape.check(order, edit.freeze(), model);
        Shape.check(order, base, before);
    }

    @ParameterizedTest
    @EnumSource(MarkOrder.class)
    void aTreeIsEmptiedInAnyOrder(MarkOrder order) {
        List<Mark> marks = new ArrayList<>(TreeTest.everyOther(10_000));
        for (int i = 0; i < 3; i++) {
            NavigableSet<Mark> model = new TreeSet<>(marks);
            TreeEdit<Mark> edit = new TreeEdit<>(order, TreeTest.loaded(order, model));
            for (Mark mark : marks) {
                remove(order, edit, model, mark);
                if (model.size() % 997 == 0 || model.size() < 3) {
                    Shape.check(order, edit.freeze(), model);
                }
            }
            Mark last = marks.get(0);
            remove(order, edit, model, last);
            assertTrue(add(order, edit, model, last), "an emptied tree can be filled again");
            if (i == 0) {
                Collections.reverse(marks);
            } else {
                Collections.shuffle(marks, random);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(MarkOrder.class)
    void aRemovedEntryIsNotComparedAnyMore(MarkOrder order) {
        Set<Mark> removed = new HashSet<>();
        NavigableSet<Mark> all = TreeTest.everyOther(10_000);
        TreeEdit<Mark> edit = new TreeEdit<>(order, TreeTest.loaded(order, all));
        for (int i = 0; i < 20_000; i++) {
            Mark mark = all.floor(Mark.of(2 * random.nextInt(10_000) - 10_000));
            Place<Mark> place = new PlaceBeside(order.at(mark)) {
                @Override
                public int compareTo(Mark entry, int level) {
                    assertFalse(removed.contains(entry), "compared after it was removed");
                    return super.compareTo(entry, level);
                }
            };
            if (removed.contains(mark)) {
                assertTrue(edit.add(place, mark));
                removed.remove(mark);
            } else {
                assertTrue(edit.remove(place, mark));
                removed.add(mark);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(MarkOrder.class)
    void editsWithoutEffectMakeNoNewVersion(MarkOrder order) {
        NavigableSet<Mark> model = TreeTest.everyOther(1_000);
        Mark mark = model.floor(Mark.of(2));
        Tree<Mark> base = TreeTest.loaded(order, model);
        TreeEdit<Mark> edit = new TreeEdit<>(order, base);
        for (Mark each : model) {
            assertFalse(edit.add(order.at(each), each), "an equal entry is there");
            Mark other = new Mark(each.prefix(), each.rest() + 1);
            assertFalse(edit.remove(order.at(other), other), "an entry that is not there");
        }
        Mark equal = Mark.of(2);
        assertFalse(edit.remove(order.at(equal), equal), "an entry is itself and not its equal");
        assertSame(base, edit.current());
        assertSame(base, edit.freeze());
        assertTrue(edit.remove(order.at(mark), mark));
        Tree<Mark> frozen = edit.freeze();
        assertSame(frozen, edit.freeze());
        assertSame(frozen, edit.current());
    }

    @ParameterizedTest
    @EnumSource(MarkOrder.class)
    void theEntryThatWasThereStays(MarkOrder order) {
        Mark mark = Mark.of(2);
        TreeEdit<Mark> edit = new TreeEdit<>(order, Tree.empty());
        edit.add(order.at(mark), mark);
        edit.add(order.at(mark), Mark.of(2));
        assertSame(mark, edit.freeze().first());
    }

    @Test
    void appendsFillTheLeaves() {
        NavigableSet<Mark> model = TreeTest.everyOther(100_000);
        TreeEdit<Mark> edit = new TreeEdit<>(MarkOrder.WHOLE, Tree.empty());
        model.forEach(mark -> edit.add(MarkOrder.WHOLE.at(mark), mark));
        Tree<Mark> tree = edit.freeze();
        Shape.check(MarkOrder.WHOLE, tree, model);
        assertTrue(tree.bytes() <= 10 * 100_000, tree.bytes() + " bytes");
    }

    @ParameterizedTest
    @EnumSource(MarkOrder.class)
    void randomEntriesTakeLittleMoreThanTheirDigestsAndReferences(MarkOrder order) {
        for (int entriesPerFreeze : new int[] {1, 1_000, 100_000}) {
            long bytes = shuffled(order, entriesPerFreeze).bytes();
            assertTrue(bytes <= 12 * 100_000, bytes + " bytes for 100,000 entries");
        }
    }

    @ParameterizedTest
    @EnumSource(MarkOrder.class)
    void anEditCopiesLittleMoreThanOneLeaf(MarkOrder order) {
        TreeEdit<Mark> edit = new TreeEdit<>(order, shuffled(order, 1));
        long allocated = 0;
        int edits = 2_000;
        for (int i = 0; i < edits; i++) {
            Mark mark = Mark.of(2L * random.nextInt(100_000) - 99_999);
            Place<Mark> place = order.at(mark);
            long before = MEMORY.getThreadAllocatedBytes(Thread.currentThread().getId());
            edit.add(place, mark);
            edit.freeze();
            long once = MEMORY.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
            allocated += once;
            assertTrue(once <= 12_000, "one edit allocated " + once + " bytes, seed " + seed);
        }
        assertTrue(allocated / edits <= 1_600, allocated / edits + " bytes for each edit");
    }

    @Test
    void theEstimateIsWhatTheHeapGives() {
        int size = 100_000;
        NavigableSet<Mark> model = TreeTest.everyOther(size);
        Mark[] entries = model.toArray(new Mark[0]);
        long before = MEMORY.getThreadAllocatedBytes(Thread.currentThread().getId());
        Tree<Mark> tree = TreeTest.of(MarkOrder.WHOLE, entries, size);
        long after = MEMORY.getThreadAllocatedBytes(Thread.currentThread().getId());
        assertEquals(after - before, tree.bytes(), 0.02 * tree.bytes());
    }

    @Test
    void theEstimateOfRunsIsWhatTheHeapGives() {
        Object[] entries = new Object[Slot.FEW_MAX + 1];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = new Mark(7, i);
        }
        Layers<Mark> layers = new Layers<>(MarkOrder.TWO, 0);
        int runs = 1_000;
        Object[] slots = new Object[runs];
        long bytes = 0;
        long before = MEMORY.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (int i = 0; i < runs; i++) {
            slots[i] = layers.slot(entries, 0);
        }
        long after = MEMORY.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (Object slot : slots) {
            bytes += Slot.bytes(slot);
        }
        // Prefixes, an array of nodes and what knows the order come and go; the part is the test's.
        long gone =
                runs * (Slot.arrayBytes(entries.length, Long.BYTES) + Slot.arrayBytes(1, 4) + 24L);
        long parts = runs * 24L;
        assertEquals(after - before - gone - parts, bytes, 0.1 * bytes);
    }

    private Tree<Mark> shuffled(MarkOrder order, int entriesPerFreeze) {
        List<Mark> marks = new ArrayList<>(TreeTest.everyOther(100_000));
        Collections.shuffle(marks, random);
        TreeEdit<Mark> edit = new TreeEdit<>(order, Tree.empty());
        for (int i = 0; i < marks.size(); i++) {
            edit.add(order.at(marks.get(i)), marks.get(i));
            if (i % entriesPerFreeze == 0) {
                edit.freeze();
            }
        }
        return edit.freeze();
    }
}
