package dev.syncdb.store.tree;

import org.jspecify.annotations.Nullable;

/* Layers.
 *
 * Entries are ordered by one part after the other: an index by its columns, then by the columns of
 * the key. A tree is a layer of slots, one for each value that the first part of the entries has.
 * Where many entries have a value, its slot is a run: a layer again, of the values of their second
 * part; and so on down to the key, in which no two entries are equal.
 *
 *     project 4f..  ->  run:  done  ->  run:  key 1a.. -> entry
 *                                              key 7b.. -> entry
 *                             open  ->  a few entries in an array
 *     project 51..  ->  entry
 *
 * So each part is compared once on the way down, mostly by eight bytes of it that stand in the
 * nodes, and entries that are equal in it take no memory for it but in one place. An index of few
 * values is a few large layers, one of many values nothing but a tree of entries.
 *
 * A layer is a B+tree. What one commit changes is copied, from the node at the bottom through the
 * layers up to the root, and shared with no older version; all else is shared.
 */
/**
 * An ordered set as it was at one moment: an immutable version that shares most of its nodes with
 * the versions before and after. Any number of threads may read it, for ever. A new version is made
 * by a {@link TreeEdit}.
 *
 * @param <E> the entries, which are no arrays; only their {@link Order} looks into one
 */
public final class Tree<E> {
    /** What an entry takes in a tree that grew in no order, with its share of the nodes, about. */
    public static final int ENTRY_BYTES = 15;

    final Node<E> root;

    Tree(Node<E> root) {
        this.root = root;
    }

    public static <E> Tree<E> empty() {
        return new Tree<>(Leaf.empty());
    }

    /** The tree of entries that are in order already. */
    public static <E> Tree<E> of(Order<E> order, Sorted<E> sorted) {
        return sorted.size() == 0
                ? empty()
                : new Tree<>(new Layers<>(order, 0).layer(sorted, 0, sorted.size(), 0));
    }

    public int size() {
        return root.count;
    }

    public @Nullable E first() {
        return size() == 0 ? null : Slot.first(root.slot(0));
    }

    public @Nullable E last() {
        return size() == 0 ? null : Slot.last(root.last());
    }

    /** The first entry at or behind the place, or null. */
    public @Nullable E atOrBehind(Place<? super E> place) {
        return cursor(place, null, false).next();
    }

    /**
     * The entries between two places, in order or backward. An entry that stands at one of the
     * places is among them. Where they begin and end is settled at once: nothing is compared later.
     *
     * @param lower where they begin, or null for the first
     * @param upper where they end, or null for the last
     */
    public TreeCursor<E> cursor(
            @Nullable Place<? super E> lower, @Nullable Place<? super E> upper, boolean backward) {
        Position<E> low = lower == null ? null : Position.of(root, new Descent<>(lower, null), -1);
        Position<E> high = upper == null ? null : Position.of(root, new Descent<>(upper, null), 1);
        while (low != null && high != null && low.isBeside(high)) {
            Position<E> lowWithin = low.within;
            Position<E> highWithin = high.within;
            if (lowWithin == null || highWithin == null) {
                break;
            }
            low = lowWithin;
            high = highWithin;
        }
        return TreeCursor.between(root, low, high, backward);
    }

    /** The entries that are equal to the place at its levels, in order or backward. */
    public TreeCursor<E> cursor(Place<? super E> place, boolean backward) {
        Descent<E> sought = new Descent<>(place, null);
        Node<E> layer = root;
        while (sought.isDefinite()) {
            Node<E> node = layer;
            while (!node.isLeaf()) {
                node = node.child(node.childAt(sought));
            }
            int index = node.find(sought);
            if (index < 0) {
                return new TreeCursor<>(Leaf.empty(), backward);
            }
            Object slot = node.slot(index);
            if (sought.isLast()) {
                return TreeCursor.over(slot, backward);
            }
            if (!Slot.isRun(slot)) {
                Object[] few = Slot.few(slot);
                return TreeCursor.over(
                        few, sought.before(few, -1), sought.before(few, 1), backward);
            }
            layer = Slot.<E>run(slot).root();
            sought.down();
        }
        return new TreeCursor<>(layer, backward);
    }

    /** What is wrong with the tree, whose entries are in that order; null if nothing is. */
    public @Nullable String problem(Order<E> order) {
        return new TreeCheck<>(order).problem(root);
    }

    /**
     * Estimate of the heap bytes of the nodes, without the entries; those shared with other
     * versions count in each. Walks over all nodes.
     */
    public long bytes() {
        return root.bytes();
    }
}
