package dev.syncdb.store.tree;

import org.jspecify.annotations.Nullable;

/** Looks for what is wrong in the layers of a tree. Pure. */
record TreeCheck<E>(Order<E> order) {
    /** What is wrong from the root down; null if nothing is. */
    @Nullable
    String problem(Node<E> root) {
        return root.isLeaf() && root.width == 0 ? null : inLayer(root, 0);
    }

    private @Nullable String inLayer(Node<E> root, int level) {
        String found = inNode(root, level);
        return found != null || root.isLeaf() ? found : inOrder(root, level);
    }

    /** Whatever a node can tell by itself, and those below it. */
    private @Nullable String inNode(Node<E> node, int level) {
        if (node.width < 1 || node.width > Node.WIDTH_MAX) {
            return "a node of " + node.width + " slots";
        }
        int count = 0;
        String found = null;
        for (int i = 0; i < node.width && found == null; i++) {
            Object slot = node.slot(i);
            if (!node.hasPrefix(i, order.prefix(Slot.first(slot), level))) {
                return "a prefix that is not that of its entry";
            }
            if (i > 0 && !isBefore(node.slot(i - 1), slot, level)) {
                return "a slot that is not behind the one before";
            }
            if (node.isLeaf()) {
                count += Slot.count(slot);
                found = inSlot(slot, level);
            } else {
                count += node.child(i).count;
                found = inChild(node, i, level);
            }
        }
        return found == null && count != node.count
                ? "a node that counts " + node.count + " entries of " + count
                : found;
    }

    private @Nullable String inChild(Node<E> node, int index, int level) {
        Node<E> child = node.child(index);
        if (child.height() != node.height() - 1) {
            return "children of unequal height";
        }
        return child.width > 0 && child.slot(0) != node.slot(index)
                ? "a minimum that is not the first of its child"
                : inNode(child, level);
    }

    /** Whether the leaves of a sound layer follow each other. */
    private @Nullable String inOrder(Node<E> node, int level) {
        for (int i = 0; i < node.width; i++) {
            Node<E> child = node.child(i);
            if (i + 1 < node.width && !isBefore(child.last(), node.slot(i + 1), level)) {
                return "a child that is not behind the one before";
            }
            String found = child.isLeaf() ? null : inOrder(child, level);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable String inSlot(Object slot, int level) {
        if (Slot.isRun(slot)) {
            Run<E> run = Slot.run(slot);
            if (run.root().count < Slot.RUN_MIN) {
                return "a run of " + run.root().count + " entries";
            }
            return inRun(run, level);
        }
        Object[] few = Slot.few(slot);
        if (few.length > Slot.FEW_MAX || (few.length == 1 && Slot.isFew(slot))) {
            return "an array of " + few.length + " entries";
        }
        for (int i = 1; i < few.length; i++) {
            if (!isFollowing(Slot.entry(few[i - 1]), Slot.entry(few[i]), level)) {
                return "an entry of an array that is not behind the one before";
            }
        }
        return null;
    }

    private @Nullable String inRun(Run<E> run, int level) {
        if (level + 1 == order.levels()) {
            return "entries that are equal at all levels";
        }
        TreeCursor<E> entries = TreeCursor.between(run.root(), null, null, false);
        for (E entry = entries.next(); entry != null; entry = entries.next()) {
            if (!order.has(entry, run.part(), level)) {
                return "an entry in the run of another value";
            }
        }
        return inLayer(run.root(), level + 1);
    }

    /** Whether two entries that are equal at a level follow each other. */
    private boolean isFollowing(E before, E entry, int level) {
        if (order.compare(before, entry, level) != 0) {
            return false;
        }
        for (int each = level + 1; each < order.levels(); each++) {
            int sides = order.compare(before, entry, each);
            if (sides != 0) {
                return sides < 0;
            }
        }
        return false;
    }

    private boolean isBefore(Object slot, Object other, int level) {
        return order.compare(Slot.first(slot), Slot.first(other), level) < 0;
    }
}
