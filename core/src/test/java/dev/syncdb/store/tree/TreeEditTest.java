package dev.syncdb.store.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

class TreeEditTest {
    private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    private record Version(Tree<Mark> tree, NavigableSet<Mark> model) {}

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 500, Integer.MAX_VALUE})
    void randomEditsAreThoseOfASortedSet(int editsPerFreeze) {
        System.out.println("TreeEditTest seed " + seed);
        NavigableSet<Mark> model = new TreeSet<>();
        TreeEdit<Mark> edit = new TreeEdit<>(Tree.empty());
        List<Version> versions = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            // The tree grows for 10,000 edits, and then shrinks.
            boolean add = random.nextInt(10) < (i / 10_000 % 2 == 0 ? 8 : 2);
            Mark mark = random(20_000);
            if (add) {
                assertEquals(model.add(mark), edit.add(mark.place(), mark));
            } else {
                assertEquals(model.remove(mark), edit.remove(mark.place()));
            }
            assertEquals(model.size(), edit.size());
            lookUp(model, edit.current());
            if (i % editsPerFreeze == 0) {
                Tree<Mark> frozen = edit.freeze();
                if (i % 500 < 3) {
                    versions.add(new Version(frozen, new TreeSet<>(model)));
                }
            }
            if (i % 1_000 == 0) {
                Shape.check(edit.current(), model);
            }
        }
        for (Version version : versions) {
            Shape.check(version.tree, version.model);
        }
    }

    private Mark random(int bound) {
        return Mark.of(random.nextInt(bound) - bound / 2);
    }

    private void lookUp(NavigableSet<Mark> model, Tree<Mark> tree) {
        Mark mark = random(20_000);
        assertEquals(model.contains(mark), tree.contains(mark.place()));
        assertEquals(model.ceiling(mark), tree.atOrBehind(mark.place()));
        TreeCursor<Mark> cursor = tree.cursor(null, mark.place(), true);
        assertEquals(model.floor(mark), cursor.next());
    }

    @Test
    void everyVersionStaysAsItWas() {
        NavigableSet<Mark> model = new TreeSet<>();
        TreeEdit<Mark> edit = new TreeEdit<>(Tree.empty());
        List<Version> versions = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            for (int j = 0; j <= i % 3; j++) {
                Mark mark = random(1_000);
                if (!edit.add(mark.place(), mark)) {
                    edit.remove(mark.place());
                    model.remove(mark);
                } else {
                    model.add(mark);
                }
            }
            versions.add(new Version(edit.freeze(), new TreeSet<>(model)));
        }
        for (Version version : versions) {
            Shape.check(version.tree, version.model);
        }
    }

    @Test
    void loadedTreesAreEditedLikeOthers() {
        for (int size = 0; size <= 300; size++) {
            edited(size, 40);
        }
        edited(10_000, 10_000);
    }

    private void edited(int size, int edits) {
        NavigableSet<Mark> model = TreeTest.everyOther(size);
        NavigableSet<Mark> before = new TreeSet<>(model);
        Tree<Mark> base = TreeTest.loaded(model);
        TreeEdit<Mark> edit = new TreeEdit<>(base);
        for (int i = 0; i < edits; i++) {
            Mark mark = random(2 * size + 2);
            assertEquals(model.add(mark), edit.add(mark.place(), mark));
            Mark other = random(2 * size + 2);
            assertEquals(model.remove(other), edit.remove(other.place()));
        }
        Shape.check(edit.freeze(), model);
        Shape.check(base, before);
    }

    @Test
    void aTreeIsEmptiedInAnyOrder() {
        List<Mark> order = new ArrayList<>(TreeTest.everyOther(10_000));
        for (int i = 0; i < 3; i++) {
            NavigableSet<Mark> model = new TreeSet<>(order);
            TreeEdit<Mark> edit = new TreeEdit<>(TreeTest.loaded(model));
            for (Mark mark : order) {
                assertTrue(edit.remove(mark.place()));
                model.remove(mark);
                if (model.size() % 997 == 0 || model.size() < 3) {
                    Shape.check(edit.freeze(), model);
                }
            }
            Mark last = order.get(0);
            assertFalse(edit.remove(last.place()));
            assertTrue(edit.add(last.place(), last), "an emptied tree can be filled again");
            if (i == 0) {
                Collections.reverse(order);
            } else {
                Collections.shuffle(order, random);
            }
        }
    }

    @Test
    void aRemovedEntryIsNotComparedAnyMore() {
        Set<Mark> removed = new HashSet<>();
        TreeEdit<Mark> edit = new TreeEdit<>(TreeTest.loaded(TreeTest.everyOther(10_000)));
        for (int i = 0; i < 20_000; i++) {
            Mark mark = Mark.of(2 * random.nextInt(10_000) - 10_000);
            Place<Mark> place = new Place<>() {
                @Override
                public long prefix() {
                    return mark.prefix();
                }

                @Override
                public int compareTo(Mark entry) {
                    assertFalse(removed.contains(entry), "compared after it was removed");
                    return mark.compareTo(entry);
                }
            };
            if (removed.contains(mark)) {
                assertTrue(edit.add(place, mark));
                removed.remove(mark);
            } else {
                assertTrue(edit.remove(place));
                removed.add(mark);
            }
        }
    }

    @Test
    void editsWithoutEffectMakeNoNewVersion() {
        Mark mark = Mark.of(2);
        Tree<Mark> base = TreeTest.loaded(TreeTest.everyOther(1_000));
        TreeEdit<Mark> edit = new TreeEdit<>(base);
        assertFalse(edit.add(mark.place(), Mark.of(2)), "an equal entry is there");
        assertFalse(edit.remove(Mark.of(1).place()));
        assertSame(base, edit.current());
        assertSame(base, edit.freeze());
        assertTrue(edit.remove(mark.place()));
        Tree<Mark> frozen = edit.freeze();
        assertSame(frozen, edit.freeze());
        assertSame(frozen, edit.current());
    }

    @Test
    void theEntryThatWasThereStays() {
        Mark mark = Mark.of(2);
        TreeEdit<Mark> edit = new TreeEdit<>(Tree.empty());
        edit.add(mark.place(), mark);
        edit.add(mark.place(), Mark.of(2));
        assertSame(mark, edit.freeze().first());
    }

    @Test
    void appendsFillTheLeaves() {
        NavigableSet<Mark> model = TreeTest.everyOther(100_000);
        TreeEdit<Mark> edit = new TreeEdit<>(Tree.empty());
        model.forEach(mark -> edit.add(mark.place(), mark));
        Tree<Mark> tree = edit.freeze();
        Shape.check(tree, model);
        assertTrue(tree.bytes() <= 14 * 100_000, tree.bytes() + " bytes");
    }

    @Test
    void randomEntriesTakeLittleMoreThanTheirPrefixesAndReferences() {
        for (int entriesPerFreeze : new int[] {1, 1_000, 100_000}) {
            long bytes = shuffled(entriesPerFreeze).bytes();
            assertTrue(bytes <= 16 * 100_000, bytes + " bytes for 100,000 entries");
        }
    }

    @Test
    void anEditCopiesLittleMoreThanOneLeaf() {
        TreeEdit<Mark> edit = new TreeEdit<>(shuffled(1));
        long allocated = 0;
        int edits = 2_000;
        for (int i = 0; i < edits; i++) {
            Mark mark = Mark.of(2L * random.nextInt(100_000) - 99_999);
            Place<Mark> place = mark.place();
            long before = MEMORY.getThreadAllocatedBytes(Thread.currentThread().getId());
            edit.add(place, mark);
            edit.freeze();
            long once = MEMORY.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
            allocated += once;
            assertTrue(once <= 12_000, "one edit allocated " + once + " bytes, seed " + seed);
        }
        assertTrue(allocated / edits <= 1_500, allocated / edits + " bytes for each edit");
    }

    @Test
    void theEstimateIsWhatTheHeapGives() {
        NavigableSet<Mark> model = TreeTest.everyOther(100_000);
        Mark[] entries = model.toArray(new Mark[0]);
        long[] prefixes = new long[entries.length];
        long before = MEMORY.getThreadAllocatedBytes(Thread.currentThread().getId());
        Tree<Mark> tree = Tree.of(prefixes, entries, entries.length);
        long after = MEMORY.getThreadAllocatedBytes(Thread.currentThread().getId());
        assertEquals(after - before, tree.bytes(), 0.02 * tree.bytes());
    }

    private Tree<Mark> shuffled(int entriesPerFreeze) {
        List<Mark> order = new ArrayList<>(TreeTest.everyOther(100_000));
        Collections.shuffle(order, random);
        TreeEdit<Mark> edit = new TreeEdit<>(Tree.empty());
        for (int i = 0; i < order.size(); i++) {
            edit.add(order.get(i).place(), order.get(i));
            if (i % entriesPerFreeze == 0) {
                edit.freeze();
            }
        }
        return edit.freeze();
    }
}
