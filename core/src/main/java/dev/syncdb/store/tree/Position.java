package dev.syncdb.store.tree;

import org.jspecify.annotations.Nullable;

/**
 * A gap between two entries of a layer, before the first or behind the last. Immutable.
 *
 * <p>It lies before a slot of a leaf, or within that slot: then {@code few} of the entries of an
 * array lie before it, or {@code within} says where it is in a run.
 */
final class Position<E> {
    private static final int[] NO_INDEXES = {};
    private static final Node<?>[] NO_PATH = {};

    /** The inner nodes from the root down to the leaf, and which child it is in each. */
    final Node<E>[] path;

    final int[] indexes;
    final Node<E> leaf;
    final int index;
    final int few;
    final @Nullable Position<E> within;

    private Position(Node<E>[] path, int[] indexes, Node<E> leaf, int index) {
        this.path = path;
        this.indexes = indexes;
        this.leaf = leaf;
        this.index = index;
        this.few = 0;
        this.within = null;
    }

    /** Within a slot. */
    private Position(Position<E> before, int few, @Nullable Position<E> within) {
        this.path = before.path;
        this.indexes = before.indexes;
        this.leaf = before.leaf;
        this.index = before.index;
        this.few = few;
        this.within = within;
    }

    /**
     * Where a place lies in a layer.
     *
     * @param tie negative if the gap before what stands at the place is meant, positive if that
     *     behind
     */
    static <E> Position<E> of(Node<E> root, Descent<E> sought, int tie) {
        if (!sought.isDefinite()) {
            return edge(root, sought.side(tie) > 0);
        }
        Node<E>[] path = path(root.height());
        int[] indexes = indexes(path.length);
        Node<E> node = root;
        for (int level = 0; level < path.length; level++) {
            path[level] = node;
            indexes[level] = node.childAt(sought);
            node = node.child(indexes[level]);
        }
        Position<E> before = new Position<>(path, indexes, node, node.find(sought));
        return before.index < 0 ? before.at(~before.index) : before.inSlot(sought, tie);
    }

    /** Before the first slot of a layer, or behind the last. */
    static <E> Position<E> edge(Node<E> root, boolean end) {
        Node<E>[] path = path(root.height());
        int[] indexes = indexes(path.length);
        Node<E> node = root;
        for (int level = 0; level < path.length; level++) {
            path[level] = node;
            indexes[level] = end ? node.width - 1 : 0;
            node = node.child(indexes[level]);
        }
        return new Position<>(path, indexes, node, end ? node.width : 0);
    }

    /** True if some entries of the slot lie before it and some, perhaps, behind. */
    boolean isWithin() {
        return few > 0 || within != null;
    }

    /** True if both lie before or within the same slot of the same layer. */
    boolean isBeside(Position<E> other) {
        return leaf == other.leaf && index == other.index;
    }

    /** True if it does not lie before another position of the same layer. */
    boolean isAtOrBehind(Position<E> other) {
        for (int level = 0; level < indexes.length; level++) {
            if (indexes[level] != other.indexes[level]) {
                return indexes[level] > other.indexes[level];
            }
        }
        if (index != other.index || !other.isWithin()) {
            return index >= other.index;
        }
        if (other.within == null) {
            return few >= other.few;
        }
        return within != null && within.isAtOrBehind(other.within);
    }

    private Position<E> at(int slot) {
        return new Position<>(path, indexes, leaf, slot);
    }

    private Position<E> inSlot(Descent<E> sought, int tie) {
        if (sought.isLast()) {
            return sought.side(tie) < 0 ? this : at(index + 1);
        }
        Object slot = leaf.slot(index);
        if (Slot.isRun(slot)) {
            sought.down();
            return new Position<>(this, 0, of(Slot.<E>run(slot).root(), sought, tie));
        }
        Object[] entries = Slot.few(slot);
        int before = sought.before(entries, sought.side(tie));
        return before == entries.length ? at(index + 1) : new Position<>(this, before, null);
    }

    /** Room for the path through a layer of that height. */
    @SuppressWarnings("unchecked")
    static <E> Node<E>[] path(int height) {
        return height == 0 ? (Node<E>[]) NO_PATH : Node.array(height);
    }

    static int[] indexes(int height) {
        return height == 0 ? NO_INDEXES : new int[height];
    }
}
