package dev.syncdb.store.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;

/** Values that many entries have. */
class LayersTest {
    private static final MarkOrder ORDER = MarkOrder.TWO;
    private static final int MANY = 3_000;

    private final long seed = Long.getLong("syncdb.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final TreeEdit<Mark> edit = new TreeEdit<>(ORDER, Tree.empty());
    private final NavigableSet<Mark> model = new TreeSet<>();
    private int looks;

    private void add(Mark mark) {
        assertTrue(model.add(mark));
        assertTrue(edit.add(ORDER.at(mark), mark));
    }

    private void remove(Mark mark) {
        assertTrue(model.remove(mark));
        assertTrue(edit.remove(ORDER.at(mark), mark));
    }

    private Object slot(int index) {
        return edit.current().root.slot(index);
    }

    @Test
    void aValueGrowsFromOneEntryToThousandsAndBack() {
        System.out.println("LayersTest seed " + seed);
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            marks.add(new Mark(5, i));
        }
        add(new Mark(4, 0));
        add(new Mark(6, 0));
        Collections.shuffle(marks, random);
        List<Tree<Mark>> versions = new ArrayList<>();
        List<NavigableSet<Mark>> models = new ArrayList<>();
        for (int i = 0; i < 2 * MANY; i++) {
            if (i < MANY) {
                add(marks.get(i));
            } else {
                remove(marks.get(i - MANY));
            }
            int size = i < MANY ? i + 1 : 2 * MANY - i - 1;
            if (size < 20 || i % 300 == 0) {
                Tree<Mark> frozen = edit.freeze();
                Shape.check(ORDER, frozen, model);
                assertEquals(size == 0 ? 2 : 3, frozen.root.width, "one slot for each value");
                versions.add(frozen);
                models.add(new TreeSet<>(model));
            }
        }
        for (int i = 0; i < versions.size(); i++) {
            Shape.check(ORDER, versions.get(i), models.get(i));
        }
    }

    @Test
    void oneEntryOrAFewTakeNoRun() {
        add(new Mark(5, 0));
        assertSame(model.first(), slot(0));
        for (int i = 1; i < Slot.FEW_MAX; i++) {
            add(new Mark(5, i));
            assertTrue(Slot.isFew(slot(0)), i + 1 + " entries are an array");
        }
        add(new Mark(5, Slot.FEW_MAX));
        assertTrue(Slot.isRun(slot(0)));
        while (model.size() > Slot.RUN_MIN) {
            remove(model.first());
            assertTrue(Slot.isRun(slot(0)), model.size() + " entries are still a run");
        }
        remove(model.first());
        assertTrue(Slot.isFew(slot(0)));
        remove(model.first());
        remove(model.first());
        assertSame(model.first(), slot(0));
        remove(model.first());
        assertEquals(0, edit.size());
    }

    @Test
    void aRunIsFoundWithoutALookAtItsEntries() {
        for (int value = 0; value < 50; value++) {
            for (int i = 0; i < 20; i++) {
                // All values have the same prefix.
                add(new Mark(8L * value, i));
            }
        }
        Mark mark = new Mark(8 * 20, 10);
        TreeEdit<Mark> three =
                new TreeEdit<>(MarkOrder.THREE, TreeTest.loaded(MarkOrder.THREE, model));
        Place<Mark> place = new PlaceBeside(MarkOrder.THREE.at(mark)) {
            @Override
            public int compareTo(Mark entry, int level) {
                looks++;
                assertEquals(MarkOrder.THREE.levels() - 1, level, "no look at an entry for this");
                return super.compareTo(entry, level);
            }
        };
        assertTrue(three.remove(place, model.floor(mark)));
        assertTrue(three.add(place, mark));
        assertTrue(looks < 8, looks + " looks");
    }

    @Test
    void manyEntriesOfFewValuesTakeLessThanTheirPrefixesWould() {
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            marks.add(new Mark(i / 20, random.nextInt()));
        }
        Collections.shuffle(marks, random);
        marks.forEach(mark -> edit.add(ORDER.at(mark), mark));
        long bytes = edit.freeze().bytes() / marks.size();
        assertTrue(bytes <= 15, bytes + " bytes an entry");
    }

    @Test
    void entriesOfPairsTakeLittleMoreThanReferences() {
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            marks.add(new Mark(i / 2, random.nextInt()));
        }
        Collections.shuffle(marks, random);
        marks.forEach(mark -> edit.add(ORDER.at(mark), mark));
        long bytes = edit.freeze().bytes() / marks.size();
        assertTrue(bytes <= 18, bytes + " bytes an entry");
    }

    @Test
    void aRunOfTheEditIsChangedInPlace() {
        for (int i = 0; i < 100; i++) {
            add(new Mark(5, i));
        }
        Object run = slot(0);
        add(new Mark(5, 1_000));
        assertSame(run, slot(0));
        Tree<Mark> frozen = edit.freeze();
        add(new Mark(5, 1_001));
        assertFalse(run == slot(0), "but not one that was frozen");
        assertSame(run, frozen.root.slot(0));
        assertEquals(101, Slot.count(run));
        Object after = slot(0);
        remove(new Mark(5, 0).equals(model.first()) ? model.first() : model.last());
        assertSame(after, slot(0), "the copy belongs to the edit");
    }

    @Test
    void digestsLookBehindWhatIsCommon() {
        // Alike in 40 bits, and different in those behind.
        TreeEdit<Mark> whole = new TreeEdit<>(MarkOrder.WHOLE, Tree.empty());
        NavigableSet<Mark> all = new TreeSet<>();
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            marks.add(new Mark(0x1234_5678_9000_0000L + i * 64, 0));
        }
        Collections.shuffle(marks, random);
        for (Mark mark : marks) {
            all.add(mark);
            whole.add(MarkOrder.WHOLE.at(mark), mark);
        }
        Tree<Mark> tree = whole.freeze();
        Shape.check(MarkOrder.WHOLE, tree, all);
        looks = 0;
        for (Mark mark : marks) {
            Place<Mark> place = new PlaceBeside(MarkOrder.WHOLE.justBehind(mark)) {
                @Override
                public int compareTo(Mark entry, int level) {
                    looks++;
                    return super.compareTo(entry, level);
                }
            };
            assertEquals(all.higher(mark), tree.atOrBehind(place));
        }
        assertTrue(looks <= 2 * marks.size(), looks + " looks for " + marks.size() + " places");
    }

    @Test
    void anEntryFromFarAwayIsTakenInAnywhere() {
        NavigableSet<Mark> all = new TreeSet<>();
        TreeEdit<Mark> whole = new TreeEdit<>(MarkOrder.WHOLE, Tree.empty());
        for (int i = 0; i < 4_000; i++) {
            // Bits of all sizes, so that nodes have much in common and then little.
            Mark mark = new Mark(random.nextLong() >>> random.nextInt(64), i & 3);
            if (all.add(mark)) {
                whole.add(MarkOrder.WHOLE.at(mark), mark);
            }
            if (random.nextInt(3) == 0) {
                Mark gone = all.floor(mark);
                all.remove(gone);
                assertTrue(whole.remove(MarkOrder.WHOLE.at(gone), gone));
            }
            if (i % 100 == 0) {
                Shape.check(MarkOrder.WHOLE, whole.freeze(), all);
            }
        }
    }
}
