package dev.syncdb.store.tree;

import org.jspecify.annotations.Nullable;

/**
 * What the one writer does to a tree. Nodes that it made since the last {@link #freeze} are changed
 * in place; all others are copied, from the leaf up to the root, and stay as they are for the
 * readers of older versions. Lives as long as its writer likes; confined to it.
 */
public final class TreeEdit<E> {
    /** What is left of a slot whose only entry was removed. */
    private static final Object NOTHING = new Object();

    private final Order<E> order;
    private Node<E> root;
    /** Larger than that of any node that somebody else may see. */
    private long version;

    private Tree<E> current;
    /** The right half of a node that just became too wide. */
    private @Nullable Node<E> split;

    /** @param order of all entries, those of the base as well */
    public TreeEdit(Order<E> order, Tree<E> base) {
        this.order = order;
        root = base.root;
        // Every edit copies the root, so no node of the tree is younger. Nodes of no edit have 0.
        version = root.version + 1;
        current = base;
    }

    /** Adds an entry at its place; false if one stands there already, which then stays. */
    public boolean add(Place<? super E> place, E entry) {
        Node<E> now = addTo(root, new Descent<>(place, null), entry);
        if (now == null) {
            return false;
        }
        root = now;
        return true;
    }

    /** Removes an entry from its place; false if it does not stand there. */
    public boolean remove(Place<? super E> place, E entry) {
        Node<E> now = removeFrom(root, new Descent<>(place, entry), entry);
        if (now == null) {
            return false;
        }
        root = now;
        return true;
    }

    /** The tree as it is now, and stays; later edits copy what they touch. */
    public Tree<E> freeze() {
        if (root.version == version) {
            version++;
            current = new Tree<>(root);
        }
        return current;
    }

    /**
     * The tree as it is now, to look something up between two edits. The next edit may change it,
     * and leaves its cursors undefined.
     */
    public Tree<E> current() {
        if (current.root != root) {
            current = new Tree<>(root);
        }
        return current;
    }

    public int size() {
        return root.count;
    }

    /** The layer with the entry added; null if one stands at its place already. */
    private @Nullable Node<E> addTo(Node<E> layer, Descent<E> sought, E entry) {
        Node<E> now = add(layer, sought, entry, true);
        Node<E> right = split;
        if (now == null || right == null) {
            return now;
        }
        split = null;
        return Inner.above(version, pair(now, right));
    }

    /** The node with the entry added, and {@link #split}; null if one stands there already. */
    private @Nullable Node<E> add(Node<E> node, Descent<E> sought, E entry, boolean rightmost) {
        if (node.isLeaf()) {
            return addToLeaf((Leaf<E>) node, sought, entry, rightmost);
        }
        int index = node.childAt(sought);
        boolean last = rightmost && index == node.width - 1;
        Node<E> child = add(node.child(index), sought, entry, last);
        if (child == null) {
            return null;
        }
        Inner<E> mine = ((Inner<E>) node).own(version);
        mine.replace(index, child, 1);
        Node<E> right = split;
        if (right == null) {
            return mine;
        }
        split = null;
        mine.rearrange(index, index + 1, pair(child, right));
        return halved(mine, sought.level());
    }

    private @Nullable Node<E> addToLeaf(
            Leaf<E> leaf, Descent<E> sought, E entry, boolean rightmost) {
        int index = leaf.find(sought);
        if (index >= 0) {
            Object more = sought.isLast() ? null : with(leaf.slot(index), sought, entry);
            return more == null ? null : leaf.with(version, index, more, 1);
        }
        if (rightmost && ~index == Node.WIDTH_MAX) {
            // Whoever appends will append again: the full leaf stays full.
            split = Leaf.<E>empty().with(version, 0, sought.prefix(), entry);
            return leaf;
        }
        return halved(leaf.with(version, ~index, sought.prefix(), entry), sought.level());
    }

    /** The slot with an entry more; null if one stands at its place already. */
    private @Nullable Object with(Object slot, Descent<E> sought, E entry) {
        if (Slot.isRun(slot)) {
            Run<E> run = Slot.run(slot);
            sought.down();
            Node<E> layer = addTo(run.root(), sought, entry);
            return layer == null ? null : run.with(layer);
        }
        Object[] few = Slot.few(slot);
        int index = sought.before(few, -1);
        if (index < few.length && sought.compareBehind(Slot.entry(few[index])) == 0) {
            return null;
        }
        return new Layers<>(order, version).slot(Slot.with(few, index, entry), sought.level());
    }

    private Node<E> halved(Node<E> node, int level) {
        int width = node.width;
        if (width <= Node.WIDTH_MAX) {
            return node;
        }
        Node<E> left = node.slice(version, 0, width / 2);
        Node<E> right = node.slice(version, width / 2, width);
        left.skipMore(order, level);
        right.skipMore(order, level);
        split = right;
        return left;
    }

    /** The layer without the entry; null if it is not there. */
    private @Nullable Node<E> removeFrom(Node<E> layer, Descent<E> sought, E entry) {
        Node<E> now = remove(layer, sought, entry);
        return now == null || now.isLeaf() || now.width > 1 ? now : now.child(0);
    }

    /** The node without the entry, perhaps too narrow; null if it is not there. */
    private @Nullable Node<E> remove(Node<E> node, Descent<E> sought, E entry) {
        if (node.isLeaf()) {
            return removeFromLeaf((Leaf<E>) node, sought, entry);
        }
        int index = node.childAt(sought);
        Node<E> child = remove(node.child(index), sought, entry);
        if (child == null) {
            return null;
        }
        Inner<E> mine = ((Inner<E>) node).own(version);
        mine.replace(index, child, -1);
        if (child.width < Node.WIDTH_MIN) {
            widen(mine, index == 0 ? 0 : index - 1);
        }
        return mine;
    }

    private @Nullable Leaf<E> removeFromLeaf(Leaf<E> leaf, Descent<E> sought, E entry) {
        int index = leaf.find(sought, entry);
        Object less = index < 0 ? null : without(leaf.slot(index), sought, entry);
        if (less == null) {
            return null;
        }
        return less == NOTHING ? leaf.without(version, index) : leaf.with(version, index, less, -1);
    }

    /** What is left of a slot without an entry; null if it is not there. */
    private @Nullable Object without(Object slot, Descent<E> sought, E entry) {
        if (Slot.isRun(slot)) {
            if (sought.compareTo(slot) != 0) {
                return null;
            }
            Run<E> run = Slot.run(slot);
            sought.down();
            Node<E> layer = removeFrom(run.root(), sought, entry);
            if (layer == null) {
                return null;
            }
            return layer.count < Slot.RUN_MIN ? Slot.flattened(layer) : run.with(layer);
        }
        if (!Slot.isFew(slot)) {
            return slot == entry ? NOTHING : null;
        }
        Object[] few = Slot.few(slot);
        for (int i = 0; i < few.length; i++) {
            if (few[i] == entry) {
                return Slot.without(few, i);
            }
        }
        return null;
    }

    /** Joins a child with its right neighbour, or evens them out. */
    private void widen(Inner<E> mine, int index) {
        Node<E> both = mine.child(index).joined(version, mine.child(index + 1));
        int width = both.width;
        Node<E>[] others;
        if (width <= Node.WIDTH_JOINED_MAX) {
            others = Node.array(1);
            others[0] = both;
        } else {
            others = pair(both.slice(version, 0, width / 2), both.slice(version, width / 2, width));
        }
        mine.rearrange(index, index + 2, others);
    }

    private static <E> Node<E>[] pair(Node<E> left, Node<E> right) {
        Node<E>[] pair = Node.array(2);
        pair[0] = left;
        pair[1] = right;
        return pair;
    }
}
