package dev.syncdb.store.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;

/** What holds for every tree. */
final class Shape {
    private Shape() {}

    /** Checks that a tree is well formed and has these entries. */
    static void check(Tree<Mark> tree, NavigableSet<Mark> model) {
        check(tree.root, true, true);
        assertEquals(model.size(), tree.size());
        List<Mark> expected = new ArrayList<>(model);
        assertEquals(expected, entries(tree.cursor(null, null, false)));
        Collections.reverse(expected);
        assertEquals(expected, entries(tree.cursor(null, null, true)));
        assertEquals(model.isEmpty() ? null : model.first(), tree.first());
        assertEquals(model.isEmpty() ? null : model.last(), tree.last());
    }

    static List<Mark> entries(TreeCursor<Mark> cursor) {
        List<Mark> entries = new ArrayList<>();
        for (Mark entry = cursor.next(); entry != null; entry = cursor.next()) {
            entries.add(entry);
        }
        assertNull(cursor.next(), "the end stays the end");
        return entries;
    }

    private static void check(Node<Mark> node, boolean root, boolean rightmost) {
        int width = node.width();
        assertTrue(width <= Node.WIDTH_MAX, "too wide");
        if (node.isLeaf()) {
            assertEquals(0, node.height(), "a leaf among inner nodes");
            // Appends leave a narrow leaf at the end.
            assertTrue(root || width >= (rightmost ? 1 : Node.WIDTH_MIN), "too narrow: " + width);
            assertEquals(width, node.count());
        } else {
            assertTrue(width >= (root ? 2 : Node.WIDTH_MIN), "too narrow: " + width);
            assertEquals(node.count(), node.countBefore(width), "count of the children");
        }
        for (int i = 0; i < width; i++) {
            assertEquals(node.entry(i).prefix(), node.prefix(i), "prefix beside its entry");
            assertTrue(
                    i == 0 || node.entry(i - 1).compareTo(node.entry(i)) < 0, "entries in order");
            if (!node.isLeaf()) {
                Node<Mark> child = node.child(i);
                assertEquals(node.height() - 1, child.height(), "leaves at one depth");
                assertFalse(child.version > node.version, "a child is younger than its parent");
                assertSame(child.entry(0), node.entry(i), "the minimum is the entry itself");
                check(child, false, rightmost && i == width - 1);
            }
        }
    }
}
