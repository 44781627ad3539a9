package dev.syncdb.store.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;

/** What holds for every tree. */
final class Shape {
    private static final int PORTION_MAX = 7;

    private Shape() {}

    /** Checks that a tree is well formed and has these entries. */
    static void check(Order<Mark> order, Tree<Mark> tree, NavigableSet<Mark> model) {
        assertNull(tree.problem(order));
        check(tree.root, true, true);
        checkAlike(order, tree.cursor(null, null, false));
        assertEquals(model.size(), tree.size());
        List<Mark> expected = new ArrayList<>(model);
        assertEquals(expected, entries(tree.cursor(null, null, false)));
        assertEquals(expected, portions(tree.cursor(null, null, false)));
        Collections.reverse(expected);
        assertEquals(expected, entries(tree.cursor(null, null, true)));
        assertEquals(expected, portions(tree.cursor(null, null, true)));
        assertEquals(model.isEmpty() ? null : model.first(), tree.first());
        assertEquals(model.isEmpty() ? null : model.last(), tree.last());
    }

    private static void checkAlike(Order<Mark> order, TreeCursor<Mark> cursor) {
        Mark before = cursor.next();
        for (Mark entry = cursor.next(); entry != null; entry = cursor.next()) {
            int alike = 0;
            while (order.compare(before, entry, alike) == 0) {
                alike++;
            }
            assertEquals(alike, cursor.alike(order, before, entry), before + " and " + entry);
            before = entry;
        }
    }

    static List<Mark> entries(TreeCursor<Mark> cursor) {
        List<Mark> entries = new ArrayList<>();
        for (Mark entry = cursor.next(); entry != null; entry = cursor.next()) {
            entries.add(entry);
        }
        assertNull(cursor.next(), "the end stays the end");
        return entries;
    }

    /** The entries, taken a few at a time, now more and now less. */
    static List<Mark> portions(TreeCursor<Mark> cursor) {
        List<Mark> entries = new ArrayList<>();
        Object[] portion = new Object[PORTION_MAX];
        int wanted = 1;
        int count = cursor.next(portion, wanted);
        while (count > 0) {
            for (int i = 0; i < count; i++) {
                entries.add((Mark) portion[i]);
            }
            boolean over = count < wanted;
            wanted = wanted % PORTION_MAX + 1;
            count = cursor.next(portion, wanted);
            assertFalse(over && count > 0, "fewer than wanted come at the end only");
        }
        return entries;
    }

    private static void check(Node<Mark> node, boolean root, boolean rightmost) {
        int width = node.width;
        if (node.isLeaf()) {
            // Appends leave a narrow leaf at the end.
            assertTrue(root || width >= (rightmost ? 1 : Node.WIDTH_MIN), "too narrow: " + width);
            for (int i = 0; i < width; i++) {
                if (Slot.isRun(node.slot(i))) {
                    Node<Mark> layer = Slot.<Mark>run(node.slot(i)).root();
                    assertFalse(layer.version > node.version, "a run is younger than its leaf");
                    check(layer, true, true);
                }
            }
            return;
        }
        assertTrue(width >= (root ? 2 : Node.WIDTH_MIN), "too narrow: " + width);
        for (int i = 0; i < width; i++) {
            Node<Mark> child = node.child(i);
            assertFalse(child.version > node.version, "a child is younger than its parent");
            check(child, false, rightmost && i == width - 1);
        }
    }
}
